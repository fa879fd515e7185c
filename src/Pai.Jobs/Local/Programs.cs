namespace Pai.Jobs.Internal.Local;

/// <summary>
/// Finds the programs that a sandbox needs, on the path that its supervisor gets. .NET would look beside this program and in the current
/// directory first, which may have been deleted.
/// </summary>
internal static class Programs
{
    /// <summary>The absolute path; null where there is no such program.</summary>
    public static string? Find(string name) => SupervisorEnvironment.ToolPath(Environment.GetEnvironmentVariable("PATH"))
        .Split(':')
        .Where(f => f.StartsWith('/'))
        .Select(f => Path.Combine(f, name))
        .FirstOrDefault(IsProgram);

    private static bool IsProgram(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

namespace Pai.Jobs.Internal.Packaging;

/// <summary>Finds the folder or file that a <c>SourceDir</c> names.</summary>
internal static class SourceDirectory
{
    /// <summary>The absolute path; null when nothing is named or nothing is there, which is then a problem.</summary>
    public static string? Find(string? sourceDir, List<JobProblem> problems)
    {
        if (sourceDir is null) return null;
        if (Refuse(sourceDir) is { } reason)
        {
            problems.Add(new("SourceDir", reason));
            return null;
        }

        var places = PlacesOf(sourceDir);
        if (Array.Find(places, Path.Exists) is { } found) return Path.TrimEndingDirectorySeparator(found);
        problems.Add(new(
            "SourceDir",
            $"\"{sourceDir}\" is neither at {string.Join(" nor at ", places.Distinct())}.{Nearest(places)} "
            + $"Add <PaiJobSource Include=\"{sourceDir.TrimEnd('/', '\\')}/**\" /> to the project: that copies it beside the program."));
        return null;
    }

    /// <summary>
    /// Where a path may be. Beside the program first: that is where a build and a publish copy the code to, whatever the current directory
    /// is.
    /// </summary>
    public static string[] PlacesOf(string path) => [Path.GetFullPath(path, AppContext.BaseDirectory), .. InCurrentDirectory(path)];

    private static string? Refuse(string sourceDir) =>
        sourceDir.Length == 0 ? "is empty. Leave it out when the job has no code of its own."
        : sourceDir.Contains('\0') ? "has a NUL character, which no path can have."
        : sourceDir.Contains("://", StringComparison.Ordinal)
            ? $"\"{sourceDir}\" is neither on this machine nor on OSS. Write a path, or an oss:// location."
        : null;

    /// <summary>None where the current directory was deleted.</summary>
    private static IEnumerable<string> InCurrentDirectory(string path)
    {
        try
        {
            return [Path.GetFullPath(path)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Nearest(string[] places) =>
        places.Select(p => NearestPath.Describe(p, near => $"There is {near}.")).FirstOrDefault(d => d is not null) is { } nearest
            ? " " + nearest
            : "";
}

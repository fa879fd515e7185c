namespace QuickStart;

internal static class Python
{
    /// <summary>Whether the path has a Python 3: the job itself takes python3 where there is no python.</summary>
    public static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, "python3")) || File.Exists(Path.Combine(folder, "python")));
}

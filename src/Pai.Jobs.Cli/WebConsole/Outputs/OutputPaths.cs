namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Paths in an output: relative, with slashes, and never out of it.</summary>
internal static class OutputPaths
{
    private const int MaxLength = 4096;

    /// <summary>The path without slashes at its ends; empty for the output itself.</summary>
    /// <exception cref="ConsoleException">It may lead elsewhere.</exception>
    public static string Check(string? path)
    {
        if (string.IsNullOrEmpty(path)) return "";
        var problem = path.Length > MaxLength ? $"has more than {MaxLength} characters"
            : path[0] == '/' || Path.IsPathRooted(path) ? "is absolute; give the path in the output"
            : path.Any(char.IsControl) ? "has a control character"
            : path.Contains('\\', StringComparison.Ordinal) && Path.DirectorySeparatorChar == '\\' ? "has a backslash; write slashes"
            : path.TrimEnd('/').Split('/').Any(s => s is "" or "." or "..")
                ? "has an empty segment, or one of . and .., which may lead out of the output"
            : null;
        return problem is null ? path.TrimEnd('/') : throw ConsoleException.Invalid("path", path, problem);
    }

    /// <summary>A folder or a file below a folder of this machine.</summary>
    /// <exception cref="ConsoleException">The path leads through a link.</exception>
    public static string Resolve(string root, string path)
    {
        var full = Path.TrimEndingDirectorySeparator(root);
        Refuse(full);
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            full = Path.Combine(full, segment);
            Refuse(full);
        }

        return full;

        void Refuse(string part)
        {
            if (new FileInfo(part).LinkTarget is not null)
                throw ConsoleException.Invalid("path", path, "leads through a link; links in outputs are not followed");
        }
    }
}

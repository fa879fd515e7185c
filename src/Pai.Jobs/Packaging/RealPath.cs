namespace Pai.Jobs.Internal.Packaging;

/// <summary>Finds where a path really is: a link must not hide that two paths are one, or lead out of a sandbox.</summary>
internal static class RealPath
{
    /// <summary>As many as the kernel follows.</summary>
    private const int MaxLinks = 40;

    /// <summary>The absolute path without a link in it and without a slash at its end; what does not exist is left as it is.</summary>
    public static string Of(string path)
    {
        var rest = new Stack<string>(Segments(path).Reverse());
        var real = "";
        var links = 0;
        while (rest.TryPop(out var segment))
        {
            if (segment == "..")
            {
                real = real[..Math.Max(real.LastIndexOf('/'), 0)];
                continue;
            }

            var next = $"{real}/{segment}";
            if (links < MaxLinks && new FileInfo(next).LinkTarget is { } target)
            {
                links++;
                if (target.StartsWith('/')) real = "";
                foreach (var part in Segments(target).Reverse()) rest.Push(part);
                continue;
            }

            real = next;
        }

        return real.Length == 0 ? "/" : real;
    }

    /// <summary>True if a path is a folder or below it; both are real paths.</summary>
    public static bool IsAtOrBelow(string path, string folder) =>
        folder == "/" || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static IEnumerable<string> Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s != ".");
}

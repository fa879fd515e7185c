using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Packaging;

/// <summary>Finds what may have been meant by a path at which nothing is.</summary>
internal static class NearestPath
{
    /// <summary>
    /// A sentence with the path of a similar name beside it, or with the folder that hides it; null where there is neither.
    /// </summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="nearest">Makes the sentence of the similar path.</param>
    public static string? Describe(string path, Func<string, string> nearest)
    {
        var trimmed = Path.TrimEndingDirectorySeparator(path);
        if (Path.GetDirectoryName(trimmed) is not { } parent) return null;
        var folder = parent;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above) folder = above;
        try
        {
            // Also where it is not the parent itself: one that cannot be read hides what is below it.
            var names = Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)!).ToList();
            return folder == parent && NearestName.Find(Path.GetFileName(trimmed), names) is { } name
                ? nearest(Path.Combine(parent, name))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{folder} cannot be read: {e.Message}";
        }
    }
}

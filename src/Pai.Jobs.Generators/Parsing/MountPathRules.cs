using System;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Checks the path that a channel is mounted at, as the runtime does.</summary>
internal static class MountPathRules
{
    /// <summary>The fault, or null.</summary>
    public static string? ProblemOf(string path)
    {
        if (!path.StartsWith("/", StringComparison.Ordinal)) return "is not absolute: start it with a slash, such as \"/data/corpus\"";
        if (path.Length == 1) return "is the root folder: use another folder, such as \"/data/corpus\"";
        if (path.Contains("//")) return "contains an empty segment: write a single slash";
        foreach (var c in path)
            if (char.IsControl(c)) return "contains a control character: remove it";
        foreach (var segment in path.Split('/'))
            if (segment is "." or "..") return $"contains the segment \"{segment}\": write the path without it";
        return null;
    }
}

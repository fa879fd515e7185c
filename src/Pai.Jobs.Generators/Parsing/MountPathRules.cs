using System;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Checks the path that a channel is mounted at, as the runtime does.</summary>
internal static class MountPathRules
{
    /// <summary>The fault, or null.</summary>
    public static string? ProblemOf(string path)
    {
        if (!path.StartsWith("/", StringComparison.Ordinal)) return "is not absolute: start it with a slash, as in \"/data/corpus\"";
        if (path.Length == 1) return "is the root: name a folder, as in \"/data/corpus\"";
        if (path.Contains("//")) return "has an empty segment: write one slash";
        foreach (var c in path)
            if (char.IsControl(c)) return "has a control character";
        foreach (var segment in path.Split('/'))
            if (segment is "." or "..") return $"has the segment \"{segment}\": write the path in full";
        return null;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs;

/// <summary>What the parsers of locations share.</summary>
internal static class LocationText
{
    private static readonly string[] s_schemes = ["oss", "nas", "cpfs", "bmcpfs", "odps"];

    /// <summary>The scheme in lower case; null for a path. One letter is a Windows drive, no scheme.</summary>
    public static string? SchemeOf(string? text)
    {
        if (text is null) return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2 || !text.AsSpan(0, colon).IsSchemeText()) return null;
        var isScheme = text.AsSpan(colon).StartsWith("://", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        return isScheme ? text[..colon].ToLowerInvariant() : null;
    }

    /// <summary>The known scheme that a path starts with, without the two slashes after it: <c>oss:/bucket</c>.</summary>
    public static string? MistypedScheme(string path) =>
        Array.Find(s_schemes, scheme => path.StartsWith(scheme + ":", StringComparison.OrdinalIgnoreCase));

    public static bool Fail<T>(out T? value, [NotNullWhen(false)] out string? problem, string message)
        where T : class
    {
        value = null;
        problem = message;
        return false;
    }

    /// <summary>Why a relative path cannot be joined to a location, or null.</summary>
    public static string? CheckRelative(string path) =>
        path.Length == 0 ? "is empty"
        : path[0] is '/' or '\\' ? "starts with a slash; only relative paths can be joined"
        : SchemeOf(path) is not null ? "is a location of its own; only relative paths can be joined"
        : CheckSegments(path);

    /// <summary>Why a path would not come back as it went, or null: control characters, and segments that lead elsewhere.</summary>
    public static string? CheckSegments(string path)
    {
        foreach (var c in path)
            if (char.IsControl(c)) return $"has the control character U+{(int)c:X4}";
        if (!UnicodeText.IsValid(path)) return "is not valid Unicode";
        foreach (var segment in path.Split('/'))
            if (segment is "." or "..") return $"has the segment \"{segment}\", which would lead elsewhere when it is downloaded";
        return null;
    }

    public static string EnsureTrailingSlash(string path) => path.EndsWith('/') ? path : path + "/";

    private static bool IsSchemeText(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        return char.IsAsciiLetter(text[0]);
    }
}

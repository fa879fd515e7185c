#if NETSTANDARD
using System;
#endif
using System.Diagnostics.CodeAnalysis;
#if !NETSTANDARD
using Pai.Jobs.Internal.Text;
#endif

namespace Pai.Jobs.Internal.Model;

/// <summary>Helpers that the parsers of locations share. The analyzers compile this file too.</summary>
internal static class LocationText
{
    private static readonly string[] s_schemes = ["oss", "nas", "cpfs", "bmcpfs", "odps"];

    /// <summary>The scheme in lower case; null for a path. One letter is a Windows drive, no scheme.</summary>
    public static string? SchemeOf(string? text)
    {
        if (text is null) return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2 || !IsSchemeText(text, colon)) return null;
        var isScheme = string.CompareOrdinal(text, colon, "://", 0, 3) == 0 || text.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        return isScheme ? text[..colon].ToLowerInvariant() : null;
    }

    /// <summary>The known scheme that a path starts with, without the two slashes after it: <c>oss:/bucket</c>.</summary>
    public static string? MistypedScheme(string path) =>
        Array.Find(s_schemes, scheme => path.StartsWith(scheme + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>True if a string has the shape of a dataset's id: <c>d-</c>, then lower-case letters and digits.</summary>
    public static bool IsDatasetId([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: > 2 and <= 64 } || !text.StartsWith("d-", StringComparison.Ordinal)) return false;
        for (var i = 2; i < text.Length; i++)
            if (!IsLowerCaseOrDigit(text[i])) return false;
        return true;
    }

    /// <summary>True if a character may stand in names of the cloud: lower-case letters and digits.</summary>
    public static bool IsLowerCaseOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');

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

    /// <summary>The path in <c>file:///path</c>; with a drive, <c>file:///C:/path</c>, it starts with the drive.</summary>
    public static string PathOfFileUri(string text)
    {
        var path = text["file://".Length..];
        return path.Length > 3 && path[2] == ':' && IsLetter(path[1]) && System.IO.Path.DirectorySeparatorChar == '\\' ? path[1..] : path;
    }

    public static string EnsureTrailingSlash(string path) => path.EndsWith('/') ? path : path + "/";

    private static bool IsSchemeText(string text, int length)
    {
        for (var i = 0; i < length; i++)
            if (!IsLetter(text[i]) && (i == 0 || text[i] is not (>= '0' and <= '9'))) return false;
        return true;
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}

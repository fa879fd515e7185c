using System.Buffers;
using System.Text;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Tells which keys a disk can hold below a folder, and never lets one lead out of it.</summary>
internal static class LocalNames
{
    private const int MaxSegmentBytes = 255;

    private static readonly SearchValues<char> s_notOnWindows = SearchValues.Create("<>:\"\\|?*");
    private static readonly string[] s_devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>The reason why a disk cannot hold an object under its own name; null where it can.</summary>
    /// <param name="name">The key after the prefix; with a slash at its end, a folder.</param>
    /// <param name="size">The object's size.</param>
    /// <param name="isWindows">Whether the disk has the rules of Windows.</param>
    public static string? ProblemOf(string name, long size, bool isWindows)
    {
        if (name.StartsWith('/')) return "begins with a slash: it would be an absolute path";
        if (name.EndsWith('/') && size > 0) return $"ends in a slash and has {size} bytes: it would be a folder and a file";
        if (!UnicodeText.IsValid(name)) return "is not valid Unicode";
        if (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0])) return "begins with a drive letter";
        foreach (var segment in (name.EndsWith('/') ? name[..^1] : name).Split('/'))
        {
            if (ProblemOfSegment(segment) is { } problem) return problem;
            if (isWindows && ProblemOnWindows(segment) is { } other) return other;
        }

        return null;
    }

    private static string? ProblemOfSegment(string segment) =>
        segment.Length == 0 ? "has an empty segment (//), which no folder can have as a name"
        : segment is "." or ".." ? $"has the segment \"{segment}\", which would lead elsewhere"
        : segment.Contains('\0', StringComparison.Ordinal) ? "has a NUL character"
        : Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes ? $"has a segment of more than {MaxSegmentBytes} bytes"
        : OwnFiles.IsOwn(segment) ? $"has the segment \"{segment}\", a name that unfinished downloads have"
        : null;

    private static string? ProblemOnWindows(string segment)
    {
        if (segment.AsSpan().ContainsAny(s_notOnWindows))
            return $"has the segment \"{segment}\" with a character that Windows does not allow";
        if (segment.AsSpan().ContainsAnyInRange('\0', '\x1f')) return "has a control character, which Windows does not allow";
        if (segment[^1] is '.' or ' ') return $"has the segment \"{segment}\", of which Windows would leave out the end";
        var stem = segment.Split('.')[0].TrimEnd(' ');
        return Array.Exists(s_devices, d => d.Equals(stem, StringComparison.OrdinalIgnoreCase)) || IsPort(stem)
            ? $"has the segment \"{segment}\", which is a device on Windows"
            : null;
    }

    /// <summary><c>COM1</c> and <c>LPT1</c>, also with the superscript digits that Windows takes for the same.</summary>
    private static bool IsPort(string stem) =>
        stem.Length == 4
        && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase))
        && "0123456789\u00b9\u00b2\u00b3".Contains(stem[3], StringComparison.Ordinal);
}

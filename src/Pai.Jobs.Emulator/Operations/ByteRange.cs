using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The bytes that a Range header asks for.</summary>
internal readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>
    /// The range of an object's size, or null for the whole object. By default the service answers with the whole object where a range is
    /// not within it; with the standard behavior a range is cut at the end, and one that starts behind it is an error.
    /// </summary>
    public static ByteRange? Parse(string? header, long size, bool standard)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) return null;
        // Of several ranges the first one counts.
        var range = header["bytes=".Length..].Split(',')[0].Trim();
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0) return null;
        var (hasFirst, hasLast) = (TryParse(range[..dash], out var first), TryParse(range[(dash + 1)..], out var last));
        if (dash == 0) return hasLast ? Suffix(last, size, standard) : null;
        var isOpen = dash == range.Length - 1;
        if (!hasFirst || (!hasLast && !isOpen) || (hasLast && last < first)) return null;
        if (first >= size) return standard ? throw NotSatisfiable(size) : null;
        if (isOpen) return new(first, size - first);
        return last < size ? new(first, last - first + 1) : standard ? new(first, size - first) : null;
    }

    private static ByteRange? Suffix(long count, long size, bool standard)
    {
        if (count > 0 && count <= size) return new(size - count, count);
        if (!standard) return null;
        return count == 0 || size == 0 ? throw NotSatisfiable(size) : new(0, size);
    }

    private static bool TryParse(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static ServiceErrorException NotSatisfiable(long size) =>
        new ServiceErrorException(416, "InvalidRange", "0017-00000107", "The requested range cannot be satisfied.")
            .WithHeader("Content-Range", $"bytes */{size}");
}

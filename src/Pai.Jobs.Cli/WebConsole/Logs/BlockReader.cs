using System.Text;
using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>A line of a block.</summary>
/// <param name="Text">Its text, shortened to the limit that was given.</param>
/// <param name="Time">When it was written.</param>
/// <param name="IsReplaced">True if it ended with CR alone: in a terminal the next line takes its place.</param>
/// <param name="IsTruncated">True if the text is not all of it.</param>
internal readonly record struct BlockLine(string Text, DateTimeOffset Time, bool IsReplaced, bool IsTruncated);

/// <summary>Reads the lines of a block from its file.</summary>
internal static class BlockReader
{
    /// <summary>The lines of a block, each shortened to so many characters.</summary>
    /// <exception cref="IOException">The file is gone, or shorter than it was.</exception>
    public static IReadOnlyList<BlockLine> Read(LogPart part, LogBlock block, int maxCharacters, int skip = 0, int count = int.MaxValue)
    {
        var lines = new List<BlockLine>(Math.Min(block.Lines - skip, count));
        if (block.Lines == 1)
        {
            if (skip == 0 && count > 0) lines.Add(ReadOne(part, block, maxCharacters));
            return lines;
        }

        var splitter = Load(part, block);
        for (var number = 0; number < block.Lines && lines.Count < count; number++)
        {
            var found = splitter.TryReadBytes(out var bytes, out var isReplaced) || splitter.TryReadRestBytes(out bytes);
            if (!found) throw new IOException($"The log {part.Path} is shorter than it was.");
            if (number >= skip) lines.Add(Line(part, block, bytes, maxCharacters, isReplaced, isCut: false));
        }

        return lines;
    }

    /// <summary>All characters of a block, for a search: a block without a match need not be split.</summary>
    public static string ReadText(LogPart part, LogBlock block)
    {
        var bytes = new byte[block.End - block.Start];
        using var file = Open(part);
        var read = ReadAt(file, bytes, block.Start);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    /// <summary>Only the beginning of a long line is read.</summary>
    private static BlockLine ReadOne(LogPart part, LogBlock block, int maxCharacters)
    {
        // A character takes four bytes at most; the line end and the byte behind it are read, too.
        var most = (long)maxCharacters * 4 + LogPart.TimeLength;
        var length = block.End - block.Start;
        var isCut = length > most + 2;
        using var file = Open(part);
        var bytes = new byte[isCut ? most : length];
        var read = ReadAt(file, bytes, block.Start);
        if (read < bytes.Length) throw new IOException($"The log {part.Path} is shorter than it was.");
        if (isCut) return Line(part, block, bytes, maxCharacters, isReplaced: false, isCut);
        var line = bytes.AsSpan();
        // At the end of the file a CR may stand for half a line end: it replaces nothing.
        var isReplaced = line is [.., (byte)'\r'] && RandomAccess.GetLength(file) > block.End;
        if (line is [.. var beforePair, (byte)'\r', (byte)'\n']) line = beforePair;
        else if (line is [.. var before, (byte)'\n' or (byte)'\r']) line = before;
        return Line(part, block, line, maxCharacters, isReplaced, isCut);
    }

    private static LineSplitter Load(LogPart part, LogBlock block)
    {
        var splitter = new LineSplitter();
        using var file = Open(part);
        // One byte more: whether a CR at the end of the block is a whole line end shows there.
        for (var (at, end) = (block.Start, block.End + 1); at < end;)
        {
            var buffer = splitter.GetBuffer();
            var read = RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, end - at)], at);
            if (read == 0) break;
            splitter.Add(read);
            at += read;
        }

        return splitter;
    }

    private static BlockLine Line(LogPart part, LogBlock block, ReadOnlySpan<byte> bytes, int maxCharacters, bool isReplaced, bool isCut)
    {
        var time = part.HasTimes ? LogPart.TakeTime(ref bytes) ?? block.Time : block.Time;
        if (bytes.Length > maxCharacters * 4L)
        {
            bytes = bytes[..(maxCharacters * 4)];
            isCut = true;
        }

        var text = Encoding.UTF8.GetString(bytes);
        if (text.Length > maxCharacters)
        {
            isCut = true;
            text = text[..(char.IsHighSurrogate(text[maxCharacters - 1]) ? maxCharacters - 1 : maxCharacters)];
        }

        return new(text, time, isReplaced, isCut);
    }

    private static int ReadAt(Microsoft.Win32.SafeHandles.SafeFileHandle file, Span<byte> bytes, long offset)
    {
        var total = 0;
        while (total < bytes.Length && RandomAccess.Read(file, bytes[total..], offset + total) is > 0 and var read) total += read;
        return total;
    }

    private static Microsoft.Win32.SafeHandles.SafeFileHandle Open(LogPart part) =>
        File.OpenHandle(part.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}

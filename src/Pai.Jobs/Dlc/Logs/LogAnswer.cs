using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The lines of a window, with their hashes.</summary>
internal sealed class LogAnswer
{
    private readonly IReadOnlyList<string> _lines;
    private readonly ulong[] _hashes;

    /// <param name="lines">The lines, in the service's order.</param>
    /// <param name="isFull">True if there may be more.</param>
    public LogAnswer(IReadOnlyList<string> lines, bool isFull)
    {
        (_lines, IsFull) = (lines, isFull);
        _hashes = new ulong[lines.Count];
        for (var i = 0; i < _hashes.Length; i++) _hashes[i] = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(lines[i].AsSpan()));
    }

    public static LogAnswer Empty { get; } = new([], isFull: false);

    /// <summary>True if there may be more lines than these.</summary>
    public bool IsFull { get; }

    public int Count => _hashes.Length;

    public ReadOnlySpan<ulong> Hashes => _hashes;

    public string this[int index] => _lines[index];
}

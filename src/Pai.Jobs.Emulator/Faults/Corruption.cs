using System.Buffers;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>One wrong byte in a body.</summary>
internal sealed class Corruption(long position)
{
    /// <summary>The bytes at an offset of the body, with the wrong one if it is among them.</summary>
    public ReadOnlySequence<byte> Apply(ReadOnlySequence<byte> bytes, long offset)
    {
        if (position < offset || position >= offset + bytes.Length) return bytes;
        var changed = bytes.ToArray();
        changed[position - offset] ^= 0xFF;
        return new(changed);
    }
}

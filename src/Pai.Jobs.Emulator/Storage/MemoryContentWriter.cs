using System.Buffers;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Collects content in memory.</summary>
/// <param name="expected">The length, where it is known.</param>
internal sealed class MemoryContentWriter(long? expected) : ContentWriter
{
    private const int Largest = 1 << 20;

    private readonly List<ReadOnlyMemory<byte>> _chunks = [];
    private byte[] _current = [];
    private int _used;
    private long _length;

    public override void Write(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            var rest = segment.Span;
            while (rest.Length > 0)
            {
                if (_used == _current.Length) NextChunk();
                var count = Math.Min(rest.Length, _current.Length - _used);
                rest[..count].CopyTo(_current.AsSpan(_used));
                (_used, _length) = (_used + count, _length + count);
                rest = rest[count..];
            }
        }
    }

    public override Content Complete()
    {
        if (_used > 0) _chunks.Add(_used > _current.Length / 2 ? _current.AsMemory(0, _used) : _current.AsSpan(0, _used).ToArray());
        return new MemoryContent(_chunks, _length);
    }

    private void NextChunk()
    {
        if (_used > 0) _chunks.Add(_current);
        var size = expected > _length ? expected.Value - _length : Math.Clamp(_length, 16 << 10, Largest);
        (_current, _used) = (GC.AllocateUninitializedArray<byte>((int)Math.Min(size, Largest)), 0);
    }
}

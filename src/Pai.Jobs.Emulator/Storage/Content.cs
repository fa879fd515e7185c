namespace Pai.Jobs.Internal.Emulator;

/// <summary>Bytes that never change. They are let go with the last object, upload or answer that holds them.</summary>
internal abstract class Content(long length)
{
    private int _holders = 1;

    public long Length { get; } = length;

    /// <summary>
    /// At most as many bytes as the buffer holds, from the offset on: in the buffer, or in the memory of the content itself. Never none
    /// before the end.
    /// </summary>
    public abstract ReadOnlyMemory<byte> Read(long offset, Memory<byte> buffer);

    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0) Delete();
    }

    protected abstract void Delete();
}

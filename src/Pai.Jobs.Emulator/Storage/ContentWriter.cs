using System.Buffers;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Takes bytes until they are complete. Disposed before that, it leaves nothing.</summary>
internal abstract class ContentWriter : IDisposable
{
    public abstract void Write(ReadOnlySequence<byte> bytes);

    public abstract Content Complete();

    public virtual void Dispose()
    {
    }
}

using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Content in a file of its own.</summary>
internal sealed class FileContent(string path, long length) : Content(length)
{
    /// <summary>The name of the file within the folder of contents.</summary>
    public string Name { get; } = Path.GetFileName(path);

    public override ReadOnlyMemory<byte> Read(long offset, Memory<byte> buffer)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var count = RandomAccess.Read(file, buffer.Span[..(int)Math.Min(buffer.Length, Length - offset)], offset);
        return count > 0 ? buffer[..count] : throw new EndOfStreamException("A file of the emulator is shorter than its object.");
    }

    protected override void Delete() => File.Delete(path);
}

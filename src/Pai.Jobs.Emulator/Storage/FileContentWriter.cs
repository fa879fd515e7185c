using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Writes content to a file of its own, which belongs to nothing until an object or a part names it.</summary>
internal sealed class FileContentWriter : ContentWriter
{
    private readonly string _path;
    private readonly bool _flush;
    private readonly SafeFileHandle _file;
    private long _length;
    private bool _complete;

    public FileContentWriter(string path, bool flush)
    {
        (_path, _flush) = (path, flush);
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    public override void Write(ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment) RandomAccess.Write(_file, bytes.FirstSpan, _length);
        else RandomAccess.Write(_file, Segments(bytes), _length);
        _length += bytes.Length;
    }

    public override Content Complete()
    {
        if (_flush) RandomAccess.FlushToDisk(_file);
        _file.Dispose();
        _complete = true;
        return new FileContent(_path, _length);
    }

    public override void Dispose()
    {
        if (!_complete)
        {
            _file.Dispose();
            File.Delete(_path);
        }

        base.Dispose();
    }

    private static List<ReadOnlyMemory<byte>> Segments(ReadOnlySequence<byte> bytes)
    {
        var segments = new List<ReadOnlyMemory<byte>>();
        foreach (var segment in bytes) segments.Add(segment);
        return segments;
    }
}

using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs;

/// <summary>Reads the lines of one log file, a buffer at a time.</summary>
internal sealed class LogFileReader : IDisposable
{
    private readonly LineSplitter _lines = new();
    private readonly LogStream _stream;
    private readonly LogTimes _times;
    private readonly SafeFileHandle _file;
    private long _offset;
    private DateTimeOffset _time;

    public LogFileReader(string path, LogStream stream, LogTimes times)
    {
        _stream = stream;
        _times = times;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Reads what there is now, up to a buffer; false when there is nothing new.</summary>
    public bool Fill(TimeProvider clock)
    {
        var read = RandomAccess.Read(_file, _lines.GetBuffer(), _offset);
        if (read == 0) return false;
        _time = _times.At(_offset) ?? clock.GetUtcNow();
        _offset += read;
        _lines.Add(read);
        return true;
    }

    public bool TryReadLine(out LogLine line)
    {
        var found = _lines.TryRead(out var text);
        line = new(_time, _stream, text);
        return found;
    }

    /// <summary>What stands after the last line end, when no more is to come.</summary>
    public bool TryReadRest(out LogLine line)
    {
        var found = _lines.TryReadRest(out var text);
        line = new(_time, _stream, text);
        return found;
    }

    public void Dispose() => _file.Dispose();
}

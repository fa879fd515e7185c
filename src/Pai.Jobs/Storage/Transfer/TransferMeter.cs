namespace Pai.Jobs.Internal.Storage;

/// <summary>Counts what a transfer has moved, and tells it ten times a second at most.</summary>
internal sealed class TransferMeter(IProgress<TransferProgress>? progress, TimeProvider time)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<(long Time, long Bytes)> _samples = new([(time.GetTimestamp(), 0)]);
    private long _lastReport = time.GetTimestamp() - time.TimestampFrequency;
    private long _moved;
    private long _skipped;
    private long? _total;
    private int _files;
    private int? _totalFiles;

    /// <summary>The bytes that were moved: those that were there already are not in it.</summary>
    public long Moved => Volatile.Read(ref _moved);

    public void SetTotals(long? bytes, int? files)
    {
        lock (_gate) (_total, _totalFiles) = (bytes, files);
        Change(isNow: true);
    }

    /// <summary>Bytes have passed; negative when they have to pass again.</summary>
    public void AddMoved(long bytes) => Change(moved: bytes);

    /// <summary>Bytes need not pass: they are there already.</summary>
    public void AddSkipped(long bytes) => Change(skipped: bytes);

    public void FileDone() => Change(files: 1);

    /// <summary>Tells the last state.</summary>
    public void Finish() => Change(isNow: true);

    private void Change(long moved = 0, long skipped = 0, int files = 0, bool isNow = false)
    {
        // Told under the lock, so that no older state comes after a newer one.
        lock (_gate)
        {
            (_moved, _skipped, _files) = (_moved + moved, _skipped + skipped, _files + files);
            if (progress is null) return;
            var now = time.GetTimestamp();
            if (!isNow && time.GetElapsedTime(_lastReport, now) < s_interval) return;
            _lastReport = now;
            progress.Report(new()
            {
                Bytes = _moved + _skipped,
                TotalBytes = _total,
                Files = _files,
                TotalFiles = _totalFiles,
                BytesPerSecond = Rate(now),
            });
        }
    }

    /// <summary>Over the last seconds.</summary>
    private double Rate(long now)
    {
        while (_samples.Count > 1 && time.GetElapsedTime(_samples.Peek().Time, now) > s_window) _samples.Dequeue();
        var (since, bytes) = _samples.Peek();
        _samples.Enqueue((now, _moved));
        var seconds = time.GetElapsedTime(since, now).TotalSeconds;
        return seconds > 0 ? Math.Max(0, _moved - bytes) / seconds : 0;
    }
}

namespace Pai.Jobs.Internal.Running;

/// <summary>The writers that the logs of a session's runs go to. Lines of runs that share one at the same time name their run.</summary>
internal sealed class SharedLogs
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TextWriter, Shared> _writers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Begins to write the log of a run; disposing the result ends that.</summary>
    public RunLog Open(TextWriter writer, string runName)
    {
        lock (_lock)
        {
            if (!_writers.TryGetValue(writer, out var shared)) _writers[writer] = shared = new(LogPrinter.For(writer));
            shared.Users++;
            return new(this, writer, shared, runName);
        }
    }

    private void Close(TextWriter writer, Shared shared)
    {
        lock (_lock)
        {
            if (--shared.Users > 0) return;
            _writers.Remove(writer);
        }

        shared.Printer.Dispose();
    }

    internal sealed class Shared(LogPrinter printer)
    {
        public LogPrinter Printer { get; } = printer;

        public int Users { get; set; }
    }

    /// <summary>The log of one run on a writer that others may use too.</summary>
    internal sealed class RunLog(SharedLogs logs, TextWriter writer, Shared shared, string runName) : IDisposable
    {
        public Task WriteAsync(string text, bool isReplaced = false, CancellationToken cancellationToken = default) =>
            shared.Printer.WriteLineAsync(IsShared() ? $"[{runName}] {text}" : text, isReplaced, cancellationToken);

        public Task FlushAsync(CancellationToken cancellationToken) => shared.Printer.FlushAsync(cancellationToken);

        public void Dispose() => logs.Close(writer, shared);

        private bool IsShared()
        {
            lock (logs._lock) return shared.Users > 1;
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Tests;

/// <summary>Keeps what is logged; or throws, as a log may whose disk is full.</summary>
internal sealed class RecordingLogger(Exception? failure = null) : ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Message)> Entries { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (failure is not null) throw failure;
        Entries.Enqueue((logLevel, formatter(state, exception)));
    }
}

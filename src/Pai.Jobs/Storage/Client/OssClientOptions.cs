using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The settings of a client.</summary>
internal sealed record OssClientOptions
{
    /// <summary>Sends the requests; null for a handler of the client's own. It is not disposed with the client.</summary>
    public HttpMessageHandler? Handler { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The maximum number of attempts, including the first.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The base of the pause between tries: a random part of it times 2 to the power of the try's number.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause between two tries.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The time that a connection may be without a byte in either direction before it counts as broken.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The same while the service copies or puts an object together, which takes longer than an ordinary answer.</summary>
    public TimeSpan ServerWorkTimeout { get; init; } = TimeSpan.FromMinutes(5);
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>The settings of a client.</summary>
internal sealed record ApiClientOptions
{
    /// <summary>Sends the requests; null for a handler of the client's own. It is not disposed with the client.</summary>
    public HttpMessageHandler? Handler { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The maximum number of attempts, including the first.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The base of the pause between tries: a random part of it times 2 to the power of the try's number.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause between two tries, also where the service asks for a longer one.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The timeout of one attempt, from connecting to reading the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time to wait, after cancellation, for the answer to a request that cannot be repeated.</summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(30);
}

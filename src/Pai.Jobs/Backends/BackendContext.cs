using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs;

/// <summary>The services and settings that a session gives its backend.</summary>
public sealed record BackendContext
{
    /// <summary>The system's clock, no region, and no log.</summary>
    public static BackendContext Default { get; } = new();

    /// <summary>The region, for instance <c>cn-hangzhou</c>; null where none is configured.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Reads the settings of the session. They are found at its first call, which throws a <see cref="JobException"/> where one is invalid.
    /// Default: none are set.
    /// </summary>
    public Func<PaiSettings> ReadSettings { get; init; } = static () => new();

    /// <summary>
    /// Finds the network by which the services are reached, never <see cref="PaiNetwork.Auto"/>. Its argument is the internal host of the
    /// service that is needed: for <c>auto</c>, the first call tries to connect to it, and the answer is kept. Default: the public network.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<PaiNetwork>> FindNetworkAsync { get; init; } =
        static (_, _) => new(PaiNetwork.Public);

    /// <summary>The credentials that the session uses; null where it has no credentials, as in tests of a backend alone.</summary>
    public PaiCredentials? Credentials { get; init; }

    /// <summary>Sends the requests to the services; null for a handler of the client's own. The session does not dispose it.</summary>
    public HttpMessageHandler? HttpHandler { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The factory of the library's loggers; the category is <c>Pai.Jobs</c>.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The storage of the session; null where it has none, as in tests of a backend alone.</summary>
    public OssStorage? Storage { get; init; }

    /// <summary>Reads an environment variable of this process; null when it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The prices, read at their first use, which throws where they are not valid; null where the session has none.</summary>
    internal Lazy<PriceList?> Prices { get; init; } = new((PriceList?)null);

    /// <summary>True if runs cost nothing (<see cref="JobBackend.IsFree"/>).</summary>
    internal bool IsFree { get; init; }
}

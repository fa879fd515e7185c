using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pai.Jobs;

/// <summary>The services and settings that a session gives its backend.</summary>
public sealed record BackendContext
{
    /// <summary>The system's clock, no region, and no log.</summary>
    public static BackendContext Default { get; } = new();

    /// <summary>The region, for instance <c>cn-hangzhou</c>; null where none is configured.</summary>
    public string? Region { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the library logs, under the category <c>Pai.Jobs</c>.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The storage of the session; null where it has none, as in tests of a backend alone.</summary>
    public OssStorage? Storage { get; init; }

    /// <summary>Reads an environment variable of this process; null when it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}

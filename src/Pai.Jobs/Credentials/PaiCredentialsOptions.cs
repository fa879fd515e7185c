using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pai.Jobs;

/// <summary>The environment, the clock and the logger of credentials.</summary>
public sealed record PaiCredentialsOptions
{
    /// <summary>Reads an environment variable. Default: those of this process. It is asked at every use.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The clock. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The logger of warnings, for instance about a file with secrets that other users can read. Default: none.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}

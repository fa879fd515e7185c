namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The settings of a <see cref="ConsoleServer"/>.</summary>
internal sealed record ConsoleOptions
{
    /// <summary>The places whose runs are shown. The server disposes their sessions.</summary>
    public required IReadOnlyList<RunSource> Sources { get; init; }

    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; }

    public bool IsReadOnly { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The time between two lists of a source's runs; null for the source's own.</summary>
    public TimeSpan? PollInterval { get; init; }
}

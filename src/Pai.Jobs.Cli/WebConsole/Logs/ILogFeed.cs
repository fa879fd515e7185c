namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The source of a log's blocks.</summary>
internal interface ILogFeed : IAsyncDisposable
{
    /// <summary>The files; more may come, none goes.</summary>
    IReadOnlyList<LogPart> Parts { get; }

    /// <summary>The time between two readings of a log that grows.</summary>
    TimeSpan Interval { get; }

    /// <summary>The number of lines that say that lines are missing.</summary>
    long Missing { get; }

    /// <summary>Gives the blocks that are new.</summary>
    /// <returns>True if no more are to come.</returns>
    Task<bool> ReadAsync(Action<LogBlock> add, CancellationToken cancellationToken);
}

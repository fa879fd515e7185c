namespace Pai.Jobs;

/// <summary>The interval at which a watcher asks for the jobs that it waits for: short at first, then longer.</summary>
public sealed record PollInterval
{
    /// <summary>The time between the first two questions for a job. Default 1 second.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two questions. Default 10 seconds.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);
}

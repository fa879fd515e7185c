namespace Pai.Jobs;

/// <summary>How often a watcher asks for the jobs that it waits for: first often, then ever less.</summary>
public sealed record PollInterval
{
    /// <summary>The time between the first two questions for a job. Default 1 second.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two questions. Default 10 seconds.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);
}

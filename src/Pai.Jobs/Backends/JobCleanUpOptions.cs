namespace Pai.Jobs;

/// <summary>Which old jobs <see cref="PaiSession.CleanUpAsync"/> deletes. A job that has not ended is never deleted.</summary>
public sealed record JobCleanUpOptions
{
    /// <summary>Only jobs that ended longer ago than this. Default 30 days.</summary>
    public TimeSpan OlderThan { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The number of the newest jobs that are kept whatever their age. Default 0.</summary>
    public int KeepLast { get; init; }

    /// <summary>True if to tell what would be deleted, and delete nothing. Default false.</summary>
    public bool DryRun { get; init; }
}

namespace Pai.Jobs;

/// <summary>Which old runs <see cref="LocalBackend.CleanUpAsync"/> deletes. A run that has not ended is never deleted.</summary>
public sealed class LocalCleanUpOptions
{
    /// <summary>Only runs that ended longer ago than this. Default 30 days.</summary>
    public TimeSpan OlderThan { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many of the newest runs are kept whatever their age. Default 0.</summary>
    public int KeepLast { get; set; }

    /// <summary>Whether to tell what would be deleted, and delete nothing. Default false.</summary>
    public bool DryRun { get; set; }
}

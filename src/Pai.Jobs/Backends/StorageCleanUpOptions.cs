namespace Pai.Jobs;

/// <summary>Which uploads of earlier jobs <see cref="PaiSession.CleanUpStorageAsync"/> removes.</summary>
public sealed record StorageCleanUpOptions
{
    /// <summary>Only what no job was submitted with for so long, at least a day. Default 30 days.</summary>
    public TimeSpan OlderThan { get; init; } = TimeSpan.FromDays(30);

    /// <summary>True, the default, to delete nothing, and only tell what would be deleted.</summary>
    public bool DryRun { get; init; } = true;
}

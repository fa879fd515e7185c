namespace Pai.Jobs.Internal.Emulator;

/// <summary>The time in which the pods of a job exist, until they end or are replaced.</summary>
/// <param name="Start">When they come into being.</param>
/// <param name="Running">When they begin to run.</param>
/// <param name="End">When they end.</param>
/// <param name="Status">Their status.</param>
/// <param name="Restart">The restart of the job that ended them; null for none.</param>
internal sealed record PodLife(DateTimeOffset Start, DateTimeOffset? Running, DateTimeOffset? End, string Status, JobStep? Restart = null)
{
    public bool IsRestarted => Restart is not null;

    /// <summary>True if their instances were taken away.</summary>
    public bool IsEvicted => Restart is { ReasonCode: "Preempted" or "Evicted" };
}

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The time in which the pods of a job exist, until they end or are replaced.</summary>
/// <param name="Start">When they come into being.</param>
/// <param name="Running">When they begin to run.</param>
/// <param name="End">When they end.</param>
/// <param name="Status">Their status.</param>
/// <param name="IsRestarted">True if a restart of the job ended them.</param>
internal sealed record PodLife(DateTimeOffset Start, DateTimeOffset? Running, DateTimeOffset? End, string Status, bool IsRestarted = false);

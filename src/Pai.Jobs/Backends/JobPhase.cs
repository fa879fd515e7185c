namespace Pai.Jobs.Internal.Backends;

/// <summary>A time in which a job had one status.</summary>
/// <param name="Status">The status, in the words of its backend.</param>
/// <param name="From">The start (UTC).</param>
/// <param name="To">The end (UTC); null where it is not over, or not known.</param>
/// <param name="Reason">The reason; null where there is none.</param>
internal sealed record JobPhase(string Status, DateTimeOffset From, DateTimeOffset? To, string? Reason = null);

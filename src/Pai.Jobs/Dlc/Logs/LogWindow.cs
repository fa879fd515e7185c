namespace Pai.Jobs.Internal.Dlc;

/// <summary>A time of a pod's log, in seconds since 1970. Both ends belong to it, as exactly as the service filters.</summary>
/// <param name="Start">The first second.</param>
/// <param name="End">The last second; null for the service's present time.</param>
internal readonly record struct LogWindow(long Start, long? End);

/// <summary>Asks the service for the lines of a window: all, or <see cref="PodLogOptions.MaxLines"/> of them.</summary>
/// <param name="window">The window.</param>
/// <param name="cancellationToken">Cancels the operation.</param>
internal delegate ValueTask<IReadOnlyList<string>> ReadLogWindow(LogWindow window, CancellationToken cancellationToken);

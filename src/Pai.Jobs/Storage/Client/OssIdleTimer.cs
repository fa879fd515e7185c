namespace Pai.Jobs.Internal.Storage;

/// <summary>Cancels an exchange when its connection has been silent for too long. It is stopped while this side is not waiting.</summary>
internal sealed class OssIdleTimer(TimeProvider timeProvider, TimeSpan timeout) : IDisposable
{
    private readonly CancellationTokenSource _source = new(System.Threading.Timeout.InfiniteTimeSpan, timeProvider);

    public TimeSpan Timeout { get; } = timeout;

    public CancellationToken Token => _source.Token;

    /// <summary>True once it has cancelled, by itself or with the token that it follows.</summary>
    public bool HasFired => _source.IsCancellationRequested;

    /// <summary>Counts from now on.</summary>
    public void Start() => _source.CancelAfter(Timeout);

    public void Stop() => _source.CancelAfter(System.Threading.Timeout.InfiniteTimeSpan);

    /// <summary>Cancels with the caller's token too, until the result is disposed.</summary>
    public CancellationTokenRegistration Follow(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static timer => ((OssIdleTimer)timer!).Cancel(), this);

    public void Cancel() => _source.Cancel();

    public void Dispose() => _source.Dispose();
}

using System.Runtime.InteropServices;

namespace Pai.Jobs.Internal.Running;

/// <summary>Cancels a wait when Ctrl+C is pressed for the first time.</summary>
internal sealed class CtrlC : IDisposable
{
    private readonly CancellationTokenSource _cancel;
    private readonly CancellationToken _given;
    private readonly PosixSignalRegistration? _registration;
    private int _presses;

    private CtrlC(CtrlCBehavior behavior, CancellationToken given)
    {
        Behavior = behavior;
        _given = given;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(given);
        if (behavior is CtrlCBehavior.Ignore) return;
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            if (Interlocked.Increment(ref _presses) > 1) return;
            context.Cancel = true;
            // Not on this thread: what follows the wait may run code of the user.
            _ = _cancel.CancelAsync();
        });
    }

    /// <summary>The behavior; never <see cref="CtrlCBehavior.Auto"/>.</summary>
    public CtrlCBehavior Behavior { get; }

    /// <summary>Is cancelled by Ctrl+C, and with the token that was given.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>The token that the cancellation comes from; it was given where that is cancelled.</summary>
    public CancellationToken CanceledToken => _given.IsCancellationRequested ? _given : Token;

    /// <summary>True if Ctrl+C, and not the token that was given, has cancelled the wait.</summary>
    public bool IsPressed => Volatile.Read(ref _presses) > 0 && !_given.IsCancellationRequested;

    public static CtrlC Listen(JobBackend backend, RunOptions options, CancellationToken given) =>
        new(Choose(backend, options, given), given);

    /// <summary>The line that tells the user; null where Ctrl+C is not the library's and the log is not on the console.</summary>
    public string? Describe(string jobId, RunOptions options) => Behavior switch
    {
        CtrlCBehavior.StopJob => "Ctrl+C stops the job.",
        CtrlCBehavior.LeaveJob => $"Ctrl+C ends the wait; the job continues. AttachAsync(session, \"{jobId}\") finds it again.",
        _ when options.LogWriter is null && !_given.CanBeCanceled =>
            $"Ctrl+C ends this program; the job continues. AttachAsync(session, \"{jobId}\") finds it again.",
        _ => null,
    };

    public void Dispose()
    {
        _registration?.Dispose();
        _cancel.Dispose();
    }

    private static CtrlCBehavior Choose(JobBackend backend, RunOptions options, CancellationToken given)
    {
        if (options.CtrlC != CtrlCBehavior.Auto) return options.CtrlC;
        if (options.LogWriter is not null || given.CanBeCanceled) return CtrlCBehavior.Ignore;
        return backend.CtrlC == CtrlCBehavior.Auto ? CtrlCBehavior.LeaveJob : backend.CtrlC;
    }
}

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Failures in a row, each of which may pass: how long to wait, and what to tell the user.</summary>
internal sealed class LogTrouble
{
    /// <summary>The time that reading fails before the user is informed.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);

    private DateTimeOffset? _since;
    private int _failures;
    private bool _isSaid;
    private string? _note;

    /// <summary>True if a failure may pass, so that the same call is worth another try.</summary>
    public static bool IsPassing(PaiServiceException e) =>
        e.IsTransient
        || e.Kind is PaiServiceErrorKind.Throttled or PaiServiceErrorKind.Unavailable
            or PaiServiceErrorKind.NoAnswer or PaiServiceErrorKind.BadAnswer;

    /// <summary>True if it has lasted so long that a reader who does not follow the log must be informed.</summary>
    public bool IsLong(DateTimeOffset now) => now - _since >= Long;

    /// <summary>Takes note of a failure.</summary>
    /// <returns>The time until the next try.</returns>
    public TimeSpan Add(PaiServiceException e, DateTimeOffset now)
    {
        _since ??= now;
        if (!_isSaid && IsLong(now))
        {
            _isSaid = true;
            _note = $"The log cannot be read since {_since:HH:mm:ss} UTC; reading continues when it can. {e.Message}";
        }

        var delay = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures++, 10)));
        return delay < s_longestDelay ? delay : s_longestDelay;
    }

    /// <summary>Takes note of a success.</summary>
    public void End()
    {
        if (_isSaid) _note = "The log can be read again.";
        (_since, _failures, _isSaid) = (null, 0, false);
    }

    /// <summary>The line for the user, once; null where there is none.</summary>
    public string? TakeNote()
    {
        var note = _note;
        _note = null;
        return note;
    }
}

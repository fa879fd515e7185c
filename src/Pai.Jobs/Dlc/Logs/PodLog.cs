namespace Pai.Jobs.Internal.Dlc;

/// <summary>The log of one pod while it is read: when to look next, and when it is over.</summary>
internal sealed class PodLog
{
    private readonly DlcLogOptions _options;
    private TimeSpan _interval;
    private DateTimeOffset _lastNews = DateTimeOffset.MinValue;
    private bool _hasNews;
    private bool _isCut;
    private bool _wasRead;
    private PodLogReader? _reader;

    /// <param name="node">The name of the node.</param>
    /// <param name="podId">The service's id.</param>
    /// <param name="uid">The unique id; null where the service has none yet.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="options">The pace.</param>
    public PodLog(string node, string podId, string? uid, PodMark from, DlcLogOptions options)
    {
        (Node, PodId, Uid, From, _options) = (node, podId, uid, from, options);
        _interval = options.ShortestInterval;
    }

    public string Node { get; }

    public string PodId { get; }

    public string? Uid { get; set; }

    public string Key => DlcLogPosition.Key(Node, Uid);

    /// <summary>Where reading begins.</summary>
    public PodMark From { get; private set; }

    /// <summary>True if reading begins after what was read or left out before.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Where reading is; null before it has begun.</summary>
    public PodMark? Mark => _reader?.Mark ?? (HasBegun || _isCut ? From : null);

    /// <summary>True while its program has not begun: it has no log, and the service may say so with an error.</summary>
    public bool IsPending { get; set; }

    /// <summary>True once it was seen before its end.</summary>
    public bool WasActive { get; set; }

    /// <summary>Since when it writes no more; null while it may.</summary>
    public DateTimeOffset? OverSince { get; private set; }

    /// <summary>
    /// True if the last line was the launch script's. While the pod is not over, its program may be started again and write more.
    /// </summary>
    public bool HasEnded { get; set; }

    /// <summary>The exit code in the launch script's last line, if that is the last one so far; null otherwise.</summary>
    public int? ExitCode { get; set; }

    /// <summary>True when the whole log was read.</summary>
    public bool IsDone { get; private set; }

    public bool IsCaughtUp => _reader?.IsCaughtUp == true;

    public DateTimeOffset NextLook { get; private set; }

    public LogTrouble Trouble { get; } = new();

    /// <summary>Takes note that it writes no more. Its last lines may still be on their way.</summary>
    public void End(DateTimeOffset since, DateTimeOffset now)
    {
        if (OverSince is not null) return;
        OverSince = since;
        if (NextLook > now) NextLook = now;
    }

    /// <summary>Leaves out all of it.</summary>
    public void Skip() => IsDone = true;

    /// <summary>Leaves out what was written before a second.</summary>
    public void SkipTo(long start) => (From, _isCut) = (new(start, 0, 0), true);

    public void Postpone(DateTimeOffset time) => NextLook = time;

    /// <summary>Makes the next step of reading.</summary>
    public ValueTask<LogBatch> StepAsync(Func<PodLog, PodLogReader> create, CancellationToken cancellationToken) =>
        (_reader ??= create(this)).StepAsync(cancellationToken);

    /// <summary>Decides when to look next, once the lines of a step were given out.</summary>
    /// <param name="batch">The lines.</param>
    /// <param name="asked">The time before the step.</param>
    /// <param name="isFollowed">True if lines are waited for.</param>
    public void Take(LogBatch batch, DateTimeOffset asked, bool isFollowed)
    {
        if (batch.Lines.Count > 0)
        {
            _hasNews = true;
            // What was there before the first look may be old.
            if (_wasRead) _lastNews = asked;
        }

        if (batch.HasMore) return;
        _wasRead |= IsCaughtUp;
        var longer = _interval * 1.5;
        _interval = _hasNews ? _options.ShortestInterval : longer < _options.LongestInterval ? longer : _options.LongestInterval;
        _hasNews = false;
        NextLook = asked + _interval;
        var silence = OverSince is { } since ? (since > _lastNews ? since : _lastNews) + _options.EndSilence : (DateTimeOffset?)null;
        if (silence < NextLook) NextLook = silence.Value;
        IsDone = _reader!.IsCaughtUp && (!isFollowed || (OverSince is not null && HasEnded) || asked >= silence);
    }
}

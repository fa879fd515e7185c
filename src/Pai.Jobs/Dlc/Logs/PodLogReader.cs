namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// Reads the log of one pod, each line once, from a service that gives the lines of a window of time, at most so many, and neither a
/// position nor the time of a line.
/// </summary>
/// <remarks>
/// <para>
/// Lines are counted from a fixed start: the lines of all windows with that start are the same ones and more. The start moves on only
/// over a closed window, to whose lines none is added any more: the lines from the old start to the window's end, less those from the new
/// start to the same end, are the ones that drop out. So it makes no difference whether the service takes the ends of a window to the
/// second or to the minute, or whether they belong to it.
/// </para>
/// <para>
/// An answer with the most lines is not used, since it may have been cut at its head or at its end: the window is halved. Where the
/// smallest one is full, what it has is given out, and <see cref="LogBatch.Missing"/> says so.
/// </para>
/// <para>A step that throws has changed nothing, and can be repeated.</para>
/// </remarks>
internal sealed class PodLogReader
{
    private const long MaxSpan = 1L << 40;

    private readonly ReadLogWindow _read;
    private readonly long? _end;
    private readonly TimeProvider _clock;
    private readonly PodLogOptions _options;
    private readonly FilterPrecision _precision;
    private readonly SeenLines _seen;
    private long _start;
    private long _span = MaxSpan;
    private bool _isBehind;
    private bool _isToMoveOn;

    /// <param name="read">Asks the service.</param>
    /// <param name="from">Where to begin: a time and nothing of it read yet, or the mark of a line, of this reader or another.</param>
    /// <param name="end">The last second to read; null to continue for ever.</param>
    /// <param name="clock">The clock, which must be about the service's.</param>
    /// <param name="options">The model of the service.</param>
    /// <param name="precision">What is known of its precision.</param>
    public PodLogReader(
        ReadLogWindow read, PodMark from, long? end, TimeProvider clock, PodLogOptions? options = null, FilterPrecision? precision = null)
    {
        (_read, _end, _clock) = (read, end, clock);
        (_options, _precision) = (options ?? new(), precision ?? new());
        (_start, _seen) = (from.Start, new(from.Count, from.Sum));
    }

    /// <summary>The point right after the last line.</summary>
    public PodMark Mark => new(_start, _seen.Count, _seen.Sum);

    /// <summary>True if the last step that asked for the present found all lines that the service has.</summary>
    public bool IsCaughtUp { get; private set; }

    /// <summary>Finds new lines.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async ValueTask<LogBatch> StepAsync(CancellationToken cancellationToken)
    {
        if (_isToMoveOn) return await MoveOnAsync(cancellationToken).ConfigureAwait(false);
        IsCaughtUp = _start > _end;
        if (IsCaughtUp) return new(_start);
        var closed = Closed();
        if (_isBehind && CanRead(closed)) return await ReadClosedAsync(closed, cancellationToken).ConfigureAwait(false);

        var all = await ReadAsync(_start, null, cancellationToken).ConfigureAwait(false);
        _isBehind = all.IsFull;
        if (_isBehind)
        {
            return new(_start)
            {
                HasMore = CanRead(closed) || await FindPrecisionAsync(cancellationToken).ConfigureAwait(false),
            };
        }

        IsCaughtUp = true;
        _isToMoveOn = all.Count >= _options.MaxLines / 4 && CalmEnd() - 1 > _start;
        var batch = new LogBatch(_start) { HasMore = _isToMoveOn };
        _seen.Take(all, isWhole: true, batch);
        return batch;
    }

    /// <summary>Moves the start to the end of the last minute that closed long ago, so that the next answers are shorter.</summary>
    private async ValueTask<LogBatch> MoveOnAsync(CancellationToken cancellationToken)
    {
        var end = CalmEnd();
        var all = await ReadAsync(_start, end, cancellationToken).ConfigureAwait(false);
        var kept = await ReadAsync(end - 1, end, cancellationToken).ConfigureAwait(false);
        _isToMoveOn = false;
        return all.IsFull || kept.IsFull ? new(_start) : Advance(all, kept, end - 1, hasMore: false);
    }

    /// <summary>Reads a closed window, and moves the start to its end.</summary>
    private async ValueTask<LogBatch> ReadClosedAsync(long closed, CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = Math.Min(_start + _span, closed);
            var all = await ReadAsync(_start, end, cancellationToken).ConfigureAwait(false);
            if (all.IsFull)
            {
                if (end <= _start + 1) return await ReadSecondAsync(all, end, cancellationToken).ConfigureAwait(false);
                _span = Math.Max(1, (end - _start) / 2);
                continue;
            }

            // Both ends of a window are never the same second where that can be avoided: nothing tells whether the service accepts it.
            var next = end - _start >= 2 ? end - 1 : Math.Max(end, _start + 1);
            var kept = all.Count == 0 || next > end
                ? LogAnswer.Empty
                : await ReadAsync(next, end, cancellationToken).ConfigureAwait(false);
            if (kept.IsFull) return await SkipAsync(all, next, isApart: false, cancellationToken).ConfigureAwait(false);
            if (all.Count < _options.MaxLines / 2) _span = Math.Min(_span * 2, MaxSpan);
            return Advance(all, kept, next, hasMore: true);
        }
    }

    /// <summary>The smallest window, of two seconds, is full: they are read one by one, if the service can tell them apart.</summary>
    private async ValueTask<LogBatch> ReadSecondAsync(LogAnswer both, long end, CancellationToken cancellationToken)
    {
        if (end == _start) return await SkipAsync(both, _start + 1, isApart: true, cancellationToken).ConfigureAwait(false);
        var first = await ReadAsync(_start, _start, cancellationToken).ConfigureAwait(false);
        var second = await ReadAsync(_start + 1, _start + 1, cancellationToken).ConfigureAwait(false);
        var isOneMinute = Minute(_start) == Minute(_start + 1);
        if (!first.IsFull)
        {
            if (isOneMinute) _precision.IsSecond = true;
            // A filter that is finer than a second has lines between the two.
            return first.Count + second.Count >= both.Count
                ? Advance(first, LogAnswer.Empty, _start + 1, hasMore: true)
                : await SkipAsync(both, _start + 1, isApart: false, cancellationToken).ConfigureAwait(false);
        }

        var next = _start + 1;
        if (isOneMinute && !_precision.IsSecond)
        {
            var last = Minute(_start) + 59;
            _precision.IsSecond = !second.IsFull || !(await ReadAsync(last, last, cancellationToken).ConfigureAwait(false)).IsFull;
            if (!_precision.IsSecond) next = last + 1;
        }

        return await SkipAsync(first, next, isApart: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives out what there is of a time that cannot be read in full, and moves the start behind it.</summary>
    /// <param name="part">What there is.</param>
    /// <param name="next">The new start.</param>
    /// <param name="isApart">True if none of it is behind the new start, too.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    private async ValueTask<LogBatch> SkipAsync(LogAnswer part, long next, bool isApart, CancellationToken cancellationToken)
    {
        var rest = await ReadAsync(next, null, cancellationToken).ConfigureAwait(false);
        var batch = new LogBatch(_start) { HasMore = true, Missing = (_start, next - 1) };
        _seen.Take(part, isWhole: false, batch);
        // Which lines behind the new start were given out cannot be told where these are too many.
        batch.MayRepeat = rest.IsFull && (_seen.Count > part.Count || !isApart);
        _seen.KeepOnly(rest);
        _start = next;
        return batch;
    }

    /// <summary>Moves the start on.</summary>
    /// <param name="all">The lines from the old start on, to a time.</param>
    /// <param name="kept">The lines from the new start on, to the same time.</param>
    /// <param name="next">The new start.</param>
    /// <param name="hasMore">True if there is more to be read.</param>
    private LogBatch Advance(LogAnswer all, LogAnswer kept, long next, bool hasMore)
    {
        var batch = new LogBatch(_start) { HasMore = hasMore };
        _seen.Take(all, isWhole: false, batch);
        _seen.Take(kept, isWhole: false, batch);
        _seen.Drop(all, kept);
        _start = next;
        return batch;
    }

    /// <summary>
    /// Tells whether the service filters to the second, where no window is closed that is of use. If it filters to the minute, all windows
    /// that end in that minute have the same lines; the shorter one is read last, so that new lines cannot make the difference.
    /// </summary>
    /// <returns>True if it does, and was not known to.</returns>
    private async ValueTask<bool> FindPrecisionAsync(CancellationToken cancellationToken)
    {
        if (_precision.IsSecond) return false;
        // From the present minute back to that of the start: one of them has what makes the answer full.
        for (var end = Math.Min(Now(), _end ?? long.MaxValue); end > _start; end = Math.Max(_start, Minute(end)) - 1)
        {
            var first = Math.Max(_start, Minute(end));
            if (first == end) continue;
            var longer = await ReadAsync(_start, end, cancellationToken).ConfigureAwait(false);
            if (!longer.IsFull) return false;
            var shorter = await ReadAsync(_start, first, cancellationToken).ConfigureAwait(false);
            if (!shorter.IsFull) return _precision.IsSecond = true;
        }

        return false;
    }

    private async ValueTask<LogAnswer> ReadAsync(long start, long? end, CancellationToken cancellationToken)
    {
        if (end is null && Now() > _end) end = _end;
        if (end < start) return LogAnswer.Empty;
        try
        {
            var lines = await _read(new(start, end), cancellationToken).ConfigureAwait(false);
            return new(lines, lines.Count >= _options.MaxLines);
        }
        catch (PaiServiceException e) when (start == end && e.Kind == PaiServiceErrorKind.Invalid)
        {
            return new([], isFull: true);
        }
    }

    /// <summary>The last second whose lines are all there.</summary>
    private long Closed()
    {
        // A line of the end of a second may be late, too.
        var past = Now() - _options.Lateness - 1;
        var closed = _precision.IsSecond ? past : Minute(past) - 1;
        return Math.Min(closed, _end ?? long.MaxValue);
    }

    /// <summary>True if there is a closed window to be read.</summary>
    private bool CanRead(long closed) => closed > _start || (closed == _start && _start == _end);

    /// <summary>The last second of the last minute that closed long ago.</summary>
    private long CalmEnd() => Math.Min(Minute(Now() - _options.CalmLateness) - 1, _end ?? long.MaxValue);

    private long Now() => _clock.GetUtcNow().ToUnixTimeSeconds();

    private static long Minute(long second) => second - second % 60;
}

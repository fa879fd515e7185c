namespace Pai.Jobs.Internal.Testing;

/// <summary>A time in which each question for the status of jobs fails.</summary>
internal sealed class StatusOutage(Exception failure, DateTimeOffset until)
{
    private bool _isSeen;

    /// <summary>The failure of a question at this time; null when the outage is over. The pause is that between questions.</summary>
    public Exception? FailureNow(ScriptClock clock, TimeSpan pause)
    {
        // Time stands still while nothing happens: who asks again has waited meanwhile.
        if (clock.IsMovedByWaiting && _isSeen) clock.MoveTo(Earlier(clock.Now + pause, until));
        if (clock.Now >= until) return null;
        _isSeen = true;
        return failure;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

namespace Pai.Jobs;

/// <summary>The number of retries after failures of one cause, and the time between them.</summary>
public sealed record RetryRule
{
    /// <summary>No other try.</summary>
    public static RetryRule None { get; } = new() { MaxRetries = 0 };

    /// <summary>The most tries after failures of this cause, 0 or more. Default 3.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>
    /// The time between the end of a try that failed for this cause and the next one, zero or more; it doubles each time, up to
    /// <see cref="LongestDelay"/>. Default 30 seconds.
    /// </summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time between two tries, zero or more. Default 30 minutes.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The time from the first submission after which no other try begins for this cause, greater than zero. Default null: no limit.
    /// </summary>
    public TimeSpan? TotalTime { get; init; }

    /// <summary>The delay before a retry.</summary>
    /// <param name="number">The number of the retry for this cause, from 1.</param>
    internal TimeSpan DelayBefore(int number)
    {
        var delay = Delay;
        for (var i = 1; i < number && delay > TimeSpan.Zero; i++)
        {
            if (delay >= LongestDelay / 2) return LongestDelay;
            delay *= 2;
        }

        return delay < LongestDelay ? delay : LongestDelay;
    }

    internal void Check(string subject)
    {
        if (MaxRetries < 0) throw Wrong(nameof(MaxRetries), MaxRetries, "zero or more");
        if (Delay < TimeSpan.Zero) throw Wrong(nameof(Delay), Delay, "zero or more");
        if (LongestDelay < TimeSpan.Zero) throw Wrong(nameof(LongestDelay), LongestDelay, "zero or more");
        if (TotalTime <= TimeSpan.Zero) throw Wrong(nameof(TotalTime), TotalTime, "greater than zero");

        ArgumentException Wrong(string member, object? value, string range) =>
            new(FormattableString.Invariant($"{subject}.{member} is {value}; it must be {range}."));
    }
}

namespace Pai.Jobs.Tests;

/// <summary>When and where the next try is: a function of the tries so far.</summary>
public class RetryPlanTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The times, in minutes after the first submission, at which tries begin that last a minute each.</summary>
    private static List<double> TimesOf(RetryOptions options, JobFailureCause cause, int most, bool isSpot = false)
    {
        var plan = new RetryPlan(options, "ecs.a", isSpot);
        var times = new List<double> { 0 };
        while (times.Count < most)
        {
            var began = s_start + TimeSpan.FromMinutes(times[^1]);
            var info = Ended(JobStatus.Failed, began, began + s_minute);
            if (plan.Next(info, cause, s_start + TimeSpan.FromDays(9)) is not { } next) break;
            times.Add((next - s_start).TotalMinutes);
        }

        return times;
    }

    private static JobInfo Ended(JobStatus status, DateTimeOffset created, DateTimeOffset finished, DateTimeOffset? started = null) => new()
    {
        Id = "a",
        Name = "a",
        Status = status,
        FailureCause = status == JobStatus.Stopped ? JobFailureCause.Stopped : JobFailureCause.Unknown,
        CreatedAt = created,
        StartedAt = started,
        FinishedAt = finished,
    };

    [Fact]
    public void Delays_double_up_to_the_longest_and_count_from_the_end_of_the_last_try()
    {
        var rule = new RetryRule { MaxRetries = 5, Delay = s_minute, LongestDelay = 5 * s_minute };

        Assert.Equal([0, 2, 5, 10, 16, 22], TimesOf(new() { NodeFault = rule }, JobFailureCause.NodeFault, 99));
        Assert.Equal(5 * s_minute, rule.DelayBefore(int.MaxValue));
        Assert.Equal(TimeSpan.MaxValue, new RetryRule { LongestDelay = TimeSpan.MaxValue }.DelayBefore(int.MaxValue));
        Assert.Equal(TimeSpan.Zero, new RetryRule { Delay = TimeSpan.Zero }.DelayBefore(int.MaxValue));
    }

    [Fact]
    public void No_try_begins_after_the_total_time()
    {
        var rule = new RetryRule { MaxRetries = 99, Delay = s_minute, TotalTime = 10 * s_minute };

        Assert.Equal([0, 2, 5, 10], TimesOf(new() { Preempted = rule }, JobFailureCause.Preempted, 99));
    }

    [Fact]
    public void Another_type_is_tried_at_once_and_the_first_again_after_a_delay()
    {
        var rule = new RetryRule { MaxRetries = 99, Delay = 10 * s_minute };
        var options = new RetryOptions { OutOfStock = rule, FallbackInstanceTypes = ["ecs.b"] };

        Assert.Equal([0, 1, 2 + 20, 23], TimesOf(options, JobFailureCause.OutOfStock, 4));
        Assert.Equal([0, 1, 2, 3, 4 + 30], TimesOf(options with { OnDemandAfterSpot = true }, JobFailureCause.OutOfStock, 5, isSpot: true));
    }

    [Fact]
    public void A_job_that_was_stopped_after_its_time_in_the_queue_counts_as_out_of_stock()
    {
        var options = new RetryOptions { MaxQueueTime = 10 * s_minute };
        JobFailureCause CauseOf(double minutes, bool wasStopped, bool hasBegun, RetryOptions? other = null) => new RetryPlan(
            other ?? options, "ecs.a", isSpot: false).CauseOf(
                Ended(JobStatus.Stopped, s_start, s_start + TimeSpan.FromMinutes(minutes), hasBegun ? s_start : null), wasStopped);

        Assert.Equal(JobFailureCause.OutOfStock, CauseOf(11, wasStopped: true, hasBegun: false));
        // By the process before this one.
        Assert.Equal(JobFailureCause.OutOfStock, CauseOf(11, wasStopped: false, hasBegun: false));
        // It began between the last look and the stop.
        Assert.Equal(JobFailureCause.Stopped, CauseOf(11, wasStopped: true, hasBegun: true));
        Assert.Equal(JobFailureCause.Stopped, CauseOf(11, wasStopped: false, hasBegun: true));
        Assert.Equal(JobFailureCause.Stopped, CauseOf(9, wasStopped: false, hasBegun: false));
        Assert.Equal(JobFailureCause.Stopped, CauseOf(11, wasStopped: false, hasBegun: false, other: new()));
    }
}

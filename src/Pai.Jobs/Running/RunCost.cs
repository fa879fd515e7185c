using System.Globalization;
using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs.Internal.Running;

/// <summary>The cost of runs, by the prices of the session: the most before they are submitted, and an estimate afterwards.</summary>
internal static class RunCost
{
    private const string LocalType = "local";

    /// <summary>The most that a run can cost.</summary>
    /// <param name="job">The job.</param>
    /// <param name="retry">Its retries; null where it is not tried again.</param>
    /// <param name="context">The prices.</param>
    /// <returns>Null where there are no prices, or the run costs nothing.</returns>
    /// <exception cref="JobException">The prices file cannot be read, or is not valid.</exception>
    public static JobCost? Most(JobSubmission job, RetryOptions? retry, BackendContext context)
    {
        if (IsFree(job, context) || context.Prices.Value is not { } prices) return null;
        if (job.ResourceId is { } quota)
            return new(null, $"the job runs in the quota {quota}, whose resources are not paid for by the run");
        if (job.InstanceType is not { } type) return new(null, "the job has no instance type: set InstanceType");
        if (job.Settings.Any(s => s.Key.Equals("JobReservedMinutes", StringComparison.OrdinalIgnoreCase) && s.Value != "0"))
            return new(null, "the setting JobReservedMinutes keeps the nodes after the end of the job");
        // Numbers that are out of their range are problems of their own.
        if (job.InstanceCount < 1 || job.MaxRunTime <= TimeSpan.Zero) return null;
        var cost = JobCost.Of(CostFormula.Most(
            prices, context.Region, [.. (retry?.FallbackInstanceTypes ?? []).Prepend(type).Distinct()], job.InstanceCount, job.MaxRunTime,
            TriesOf(retry)));
        return job.Spot is null or { Strategy: SpotStrategy.None }
            ? cost
            : WithNote(cost, "at the price on demand, which limits that of spot");
    }

    /// <summary>The reason why a run may not be submitted with a limit; null where it may.</summary>
    /// <param name="job">The job.</param>
    /// <param name="limit">The limit; null for none.</param>
    /// <param name="context">The prices.</param>
    public static JobProblem? Check(JobSubmission job, Money? limit, BackendContext context) =>
        limit is null || IsFree(job, context) || ProblemOf(limit, job.MaxCost, "run", context) is not { } problem
            ? null
            : new($"RunOptions.{nameof(RunOptions.MaxCost)}", problem);

    /// <summary>The reason why a limit does not hold, to follow its name; null where it does.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="most">The most that can be spent; null where there are no prices.</param>
    /// <param name="subject">What is limited: a run or a batch.</param>
    /// <param name="context">The prices.</param>
    public static string? ProblemOf(Money limit, JobCost? most, string subject, BackendContext context)
    {
        if (context.Prices.Value is null)
        {
            return $"is {limit}, and the session has no prices. Name a prices file: PaiSessionBuilder.PricesPath, or the variable "
                + "PAI_JOBS_PRICES (docs/cost.md).";
        }

        if (most is null) return null;
        if (most.Amount is not { } amount)
        {
            return $"is {limit}, and the most that the {subject} can cost is not known: {most.Explanation}. "
                + "Change that, or leave MaxCost out.";
        }

        if (amount.Currency != limit.Currency)
            return $"is {limit}, and the prices are in {amount.Currency}. Give it in {amount.Currency}.";
        return amount.Amount <= limit.Amount
            ? null
            : $"is {limit}, and the {subject} can cost {amount}: {most.Explanation}. Allow more, or lower MaxRunTime, the number of nodes "
                + "or the retries.";
    }

    /// <summary>The cost of a job until now, or to its end.</summary>
    /// <param name="job">The job.</param>
    /// <param name="context">The prices and the clock.</param>
    /// <returns>
    /// Null where there are no prices, or the job costs nothing. A prices file that is not valid is a reason for which the cost is not
    /// known: the job itself can still be listed and waited for.
    /// </returns>
    public static JobCost? Of(JobInfo job, BackendContext context)
    {
        if (context.IsFree) return null;
        PriceList? prices;
        try
        {
            prices = context.Prices.Value;
        }
        catch (JobException e)
        {
            return new(null, e.Message);
        }

        if (prices is null) return null;
        if (job.InstanceType is not { } type)
            return new(null, "the instance type of the job is not known: it runs in a quota, or on several types");
        if (prices.Find(type, context.Region, out var problem) is not { } price) return new(null, problem);
        var end = job.FinishedAt ?? context.TimeProvider.GetUtcNow();
        var time = job.StartedAt is { } start && end > start ? end - start : TimeSpan.Zero;
        var cost = JobCost.Of(CostFormula.Of(price, job.NodeCount, time));
        if (job.FinishedAt is null && !job.Status.HasResult()) cost = WithNote(cost, "so far");
        return job.IsSpot ? WithNote(cost, "at the price on demand, which limits that of spot") : cost;
    }

    /// <summary>The cost of all tries of a run together; null where there are no prices, or the run costs nothing.</summary>
    public static JobCost? OfTries(IEnumerable<JobInfo> tries, BackendContext context)
    {
        var costs = tries.Select(t => Of(t, context)).OfType<JobCost>().ToList();
        return costs.Count == 0 ? null : JobCost.Sum(costs, static i => string.Create(CultureInfo.InvariantCulture, $"try {i + 1}"));
    }

    /// <summary>A try without stock has not begun, but which failures a run will meet is not known: all tries count.</summary>
    private static int TriesOf(RetryOptions? retry)
    {
        if (retry is null) return 1;
        long[] retries = [retry.OutOfStock.MaxRetries, retry.Preempted.MaxRetries, retry.NodeFault.MaxRetries, retry.OwnError.MaxRetries];
        return (int)Math.Clamp(1 + retries.Sum(), 1, int.MaxValue);
    }

    private static bool IsFree(JobSubmission job, BackendContext context) => context.IsFree || job.InstanceType == LocalType;

    private static JobCost WithNote(JobCost cost, string note) =>
        cost.Amount is null ? cost : new(cost.Amount, $"{cost.Explanation}, {note}");
}

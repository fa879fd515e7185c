using System.Globalization;
using System.Text;

namespace Pai.Jobs;

/// <summary>The reason why a job waits, or why it ended as it did.</summary>
public sealed record JobExplanation
{
    /// <summary>The state of the job.</summary>
    public required JobInfo Job { get; init; }

    /// <summary>The reason in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>
    /// The facts that the reason was found in, as sentences: events, states of nodes, stock. Also what could not be found out.
    /// </summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>
    /// Instance types that are in stock and have at least what the job asks for, the nearest first; empty where stock does not matter.
    /// </summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>The explanation from the state of a job alone.</summary>
    /// <param name="job">The state.</param>
    /// <param name="now">The time.</param>
    internal static JobExplanation Of(JobInfo job, DateTimeOffset now) => new() { Job = job, Summary = SummaryOf(job, now) };

    /// <summary>The status of a job, for how long, and its reason.</summary>
    internal static string SummaryOf(JobInfo job, DateTimeOffset now)
    {
        var status = job.StatusText ?? job.Status.ToString();
        var since = job.Status.IsFinished() || now <= job.CreatedAt || job.CreatedAt == default
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {(now - job.CreatedAt).TotalMinutes:0} min after its submission");
        var reason = (job.ReasonCode, job.ReasonMessage) switch
        {
            (null, null) => job.ExitCode is { } code and not 0
                ? string.Create(CultureInfo.InvariantCulture, $": its command ended with exit code {code}.")
                : ".",
            ({ } code, null) => $": {code}.",
            (null, { } message) => $": {message}",
            ({ } code, { } message) => $", {code}: {message}",
        };
        return $"The job {job.Name} ({job.Id}) is {status}{since}{reason}";
    }

    /// <summary>The sentence, the facts and the instance types.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Summary);
        foreach (var fact in Evidence) text.Append("\n  ").Append(fact);
        if (Alternatives.Count > 0) text.Append("\n  In stock: ").AppendJoin(", ", Alternatives).Append('.');
        return text.ToString();
    }
}

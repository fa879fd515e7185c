using System.Globalization;
using Pai.Jobs.Internal.Submitting;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The tries that a run is one of: they carry the same label.</summary>
internal static class RunTries
{
    private const int MaxTries = 50;

    public static async Task<IReadOnlyList<TryJson>> FindAsync(RunSource source, JobInfo run, CancellationToken cancellationToken)
    {
        var tries = new List<JobInfo>();
        if (run.Labels.TryGetValue(JobTries.RunLabel, out var id))
        {
            var query = new JobQuery
            {
                Labels = new Dictionary<string, string> { [JobTries.RunLabel] = id },
                MaxCount = MaxTries,
            };
            await foreach (var job in source.Session.ListJobsAsync(query, cancellationToken)) tries.Add(job);
        }

        if (tries.All(t => t.Id != run.Id)) tries.Add(run);
        return [.. tries.OrderBy(NumberOf).ThenBy(t => t.CreatedAt).Select(t => new TryJson(
            t.Id,
            t.Status.ToString(),
            t.FailureCause is JobFailureCause.None ? null : t.FailureCause.ToString(),
            t.CreatedAt,
            t.FinishedAt))];
    }

    private static int NumberOf(JobInfo run) =>
        int.TryParse(run.Labels.GetValueOrDefault(JobTries.TryLabel), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}

using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Testing;

/// <summary>The submit keys of a backend, each with the content and the job that it was first used for.</summary>
internal sealed class TestSubmitKeys
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Content, string JobId)> _jobs = new(StringComparer.Ordinal);

    /// <summary>The id of the key's job, which is created where there is none; and whether it was there.</summary>
    /// <exception cref="JobException">The key belongs to another job.</exception>
    public (string JobId, bool WasThere) GetOrCreate(PreparedJob prepared, Func<string> create)
    {
        var key = prepared.Submission.SubmitKey!;
        var content = ContentOf(prepared);
        lock (_lock)
        {
            if (!_jobs.TryGetValue(key, out var job))
            {
                job = (content, create());
                _jobs[key] = job;
                return (job.JobId, false);
            }

            if (job.Content == content) return (job.JobId, true);
            throw new JobException(
                $"The submit key \"{key}\" belongs to the job {job.JobId}; the job {prepared.Submission.JobName} differs from it. "
                + "Use another key for it.");
        }
    }

    /// <summary>The plan without what differs from one submission of a job to the next.</summary>
    private static string ContentOf(PreparedJob prepared)
    {
        var plan = JsonNode.Parse(prepared.ToJson())!.AsObject();
        foreach (var name in (string[])["jobName", "marker", "outputs", "uploads", "notes"]) plan.Remove(name);
        foreach (var name in (string[])["pai-jobs-run", "pai-jobs-try", "pai-jobs-batch"]) plan["labels"]!.AsObject().Remove(name);
        return string.Join(
            '\n', [plan.ToJsonString(), .. prepared.Submission.Outputs.Select(o => $"{o.Name}={o.Location?.ToString() ?? "(a new one)"}")]);
    }
}

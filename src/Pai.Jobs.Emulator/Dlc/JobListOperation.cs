using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>ListJobs: a page of the jobs, as they were a time ago.</summary>
internal sealed class JobListOperation(JobStore store, EmulatedDlc settings)
{
    public JsonObject List(PaiCall call)
    {
        var number = call.Number("PageNumber", ifMissing: 1, min: 1, max: 1000);
        var size = call.Number("PageSize", ifMissing: 10, min: 1, max: 100);
        var now = store.Now();
        var filter = new JobFilter(call, now, store.Supply);
        var seen = now - settings.ListDelay;
        lock (store.Gate)
        {
            var found = JobFilter.Candidates(call, store)
                .Where(job => job.Created <= seen)
                .Select(job => (Job: job, Step: job.Timeline.At(seen)))
                .Where(entry => filter.Matches(entry.Job, entry.Step))
                .ToList();
            var page = Sort(found, call).Skip((number - 1) * size).Take(size);
            return new()
            {
                ["Jobs"] = page.Select(entry => JobJson.Item(entry.Job, seen, store.Supply)).ToJson(),
                ["TotalCount"] = found.Count,
            };
        }
    }

    private static IEnumerable<(StoredJob Job, JobStep Step)> Sort(List<(StoredJob Job, JobStep Step)> found, PaiCall call)
    {
        Func<(StoredJob Job, JobStep Step), object> key = call["SortBy"] switch
        {
            null or "GmtCreateTime" => entry => entry.Job.Created.UtcTicks,
            "GmtFinishTime" => entry => entry.Step.IsEnd ? entry.Step.Time.UtcTicks : long.MaxValue,
            "DisplayName" => entry => entry.Job.DisplayName,
            "JobType" => entry => entry.Job.Request.Text("JobType")!,
            "Status" => entry => entry.Step.Status,
            var other => throw PaiErrors.Invalid("SortBy", $"'{other}' is not a member that jobs are sorted by."),
        };
        var comparer = Comparer<object>.Create((a, b) =>
            a is string text ? string.CompareOrdinal(text, (string)b) : ((long)a).CompareTo((long)b));
        return call["Order"] switch
        {
            "asc" => found.OrderBy(key, comparer).ThenBy(entry => entry.Job.Number),
            null or "desc" => found.OrderByDescending(key, comparer).ThenByDescending(entry => entry.Job.Number),
            var other => throw PaiErrors.Invalid("Order", $"'{other}' is neither asc nor desc."),
        };
    }
}

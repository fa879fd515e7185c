using System.Runtime.CompilerServices;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// Lists jobs, the newest first. The service hides jobs by default, and its pages move while jobs are created. So the time is cut into
/// windows that end before the list began, the latest first, and each is read from its oldest job on.
/// </summary>
internal sealed class DlcJobLister(DlcServices services)
{
    private static readonly TimeSpan s_firstWindow = TimeSpan.FromDays(1);

    public async IAsyncEnumerable<JobInfo> ListAsync(JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The service's clock may be ahead; a job of the future is not of this list.
        var now = services.Context.TimeProvider.GetUtcNow();
        var until = query.CreatedUntil < now ? query.CreatedUntil.Value : now + TimeSpan.FromMinutes(15);
        var since = query.CreatedSince > DlcClient.Beginning ? query.CreatedSince.Value : DlcClient.Beginning;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        for (var length = s_firstWindow; until > since; length *= 2)
        {
            var from = until - since > length ? until - length : since;
            foreach (var job in await ReadAsync(query, from, until, cancellationToken).ConfigureAwait(false))
            {
                if (!seen.Add(job.Id) || !query.Matches(job)) continue;
                yield return job;
                if (++count == query.MaxCount) yield break;
            }

            until = from;
        }
    }

    /// <summary>The jobs of a window, the newest first.</summary>
    private async Task<List<JobInfo>> ReadAsync(
        JobQuery query, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var jobs = new List<JobInfo>();
        var filter = new DlcJobFilter
        {
            WorkspaceId = services.WorkspaceId,
            ShowOwn = query.OnlyMine,
            StartTime = from,
            EndTime = until,
            DisplayName = query.NameContains,
            Status = query.Statuses is [not (JobStatus.Unknown or JobStatus.Publishing) and var status] ? status.ToString() : null,
        };
        await foreach (var job in services.Jobs.ListJobsAsync(filter, cancellationToken).ConfigureAwait(false))
            if (job.JobId is not null && job.IsDeleted != true) jobs.Add(DlcInfo.Of(job, services));
        jobs.Reverse();
        return jobs;
    }
}

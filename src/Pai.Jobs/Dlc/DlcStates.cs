using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// Reads the states of many jobs in few calls: lists of a hundred, and GetJob where a list does not have the last word. A list may lag;
/// only GetJob may take the state of a job back.
/// </summary>
internal sealed class DlcStates(DlcServices services)
{
    /// <summary>
    /// The most calls of GetJob in one answer for many jobs whose state is known. What is left over is asked for the next time. A job that
    /// was never read is always asked for: without an answer it would count as missing.
    /// </summary>
    private const int MaxSingleCalls = 50;

    private const int MaxParallel = 8;

    /// <summary>The state of each job when it was last read, for the jobs that have not ended.</summary>
    private readonly ConcurrentDictionary<string, JobInfo> _last = new(StringComparer.Ordinal);

    /// <summary>When each job of <see cref="_last"/> was last asked for by itself, by <see cref="_turn"/>.</summary>
    private readonly ConcurrentDictionary<string, long> _turns = new(StringComparer.Ordinal);

    private volatile bool _isOwnOnly;
    private volatile int _asked;
    private long _turn;

    /// <summary>The number of jobs that were last asked for together.</summary>
    public int Asked => _asked;

    /// <summary>Takes note of a job that this process has submitted.</summary>
    public void Remember(JobInfo job) => _last[job.Id] = job;

    /// <summary>Forgets a job, for instance since it was deleted.</summary>
    public void Forget(string jobId)
    {
        _last.TryRemove(jobId, out _);
        _turns.TryRemove(jobId, out _);
    }

    public async Task<IReadOnlyList<JobInfo>> GetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken)
    {
        _asked = jobIds.Count;
        if (jobIds.Count == 1)
            return await GetOneAsync(jobIds.First(), cancellationToken).ConfigureAwait(false) is { } job ? [job] : [];

        var listed = await ListAsync(jobIds, cancellationToken).ConfigureAwait(false);
        var answers = new ConcurrentDictionary<string, JobInfo>(StringComparer.Ordinal);
        var single = new List<string>();
        var known = new List<JobInfo>();
        foreach (var id in jobIds)
        {
            var last = _last.GetValueOrDefault(id);
            if (listed.GetValueOrDefault(id) is { } info && !info.Status.HasResult() && !IsBackwards(info, last))
                answers[id] = Take(Merge(info, last));
            else if (last is null)
                single.Add(id);
            else
                known.Add(last);
        }

        // What has ended first, and then what has waited longest.
        known = [.. known.OrderBy(j => listed.GetValueOrDefault(j.Id)?.Status.HasResult() == true ? 0 : 1)
            .ThenBy(j => _turns.GetValueOrDefault(j.Id))];
        var turn = Interlocked.Increment(ref _turn);
        foreach (var job in known.Take(MaxSingleCalls))
        {
            _turns[job.Id] = turn;
            single.Add(job.Id);
        }

        await GetEachAsync(single, answers, cancellationToken).ConfigureAwait(false);
        foreach (var job in known.Skip(MaxSingleCalls)) answers[job.Id] = job;
        return [.. jobIds.Select(id => answers.GetValueOrDefault(id)).OfType<JobInfo>()];
    }

    /// <summary>
    /// Asks for each job by itself. Where that fails, the answer is the last state; without one, or when nothing else was read, it fails.
    /// </summary>
    private async Task GetEachAsync(
        List<string> jobIds, ConcurrentDictionary<string, JobInfo> answers, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentDictionary<string, PaiException>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(jobIds, options, async (id, token) =>
        {
            try
            {
                if (await GetOneAsync(id, token).ConfigureAwait(false) is { } info) answers[id] = info;
            }
            catch (PaiException e)
            {
                failures[id] = e;
            }
        }).ConfigureAwait(false);

        var isNothingRead = answers.IsEmpty && failures.Count == jobIds.Count;
        foreach (var (id, failure) in failures)
        {
            if (isNothingRead || _last.GetValueOrDefault(id) is not { } last) ExceptionDispatchInfo.Throw(failure);
            else answers[id] = last;
        }
    }

    /// <summary>One job; null where it does not exist, or is deleted.</summary>
    private async Task<JobInfo?> GetOneAsync(string jobId, CancellationToken cancellationToken)
    {
        DlcJob job;
        try
        {
            job = await services.Jobs.GetJobAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (PaiServiceException e) when (e.Kind == PaiServiceErrorKind.NotFound)
        {
            Forget(jobId);
            return null;
        }

        if (job.IsDeleted == true)
        {
            Forget(jobId);
            return null;
        }

        job.JobId ??= jobId;
        var info = DlcInfo.Of(job, services);
        var last = _last.GetValueOrDefault(jobId);
        // Unlike a list it does not lag: a job may have been started again between two looks. What has ended stays so.
        return last?.Status.HasResult() == true && !info.Status.HasResult() ? last : Take(Merge(info, last));
    }

    private async Task<Dictionary<string, JobInfo>> ListAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, JobInfo>(StringComparer.Ordinal);
        foreach (var group in jobIds.Chunk(DlcClient.MaxPageSize))
        {
            var page = await ListAsync(group, cancellationToken).ConfigureAwait(false);
            foreach (var job in page.Jobs ?? [])
                if (job is { JobId: { } id, IsDeleted: not true }) found[id] = DlcInfo.Of(job, services);
        }

        return found;
    }

    /// <summary>Others' jobs too, unless only one's own may be listed.</summary>
    private async Task<DlcJobList> ListAsync(string[] jobIds, CancellationToken cancellationToken)
    {
        var filter = new DlcJobFilter { WorkspaceId = services.WorkspaceId, JobIds = jobIds, ShowOwn = _isOwnOnly };
        try
        {
            return await services.Jobs.ListJobsPageAsync(filter, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (PaiServiceException e) when (e.Kind == PaiServiceErrorKind.Forbidden && !filter.ShowOwn)
        {
            _isOwnOnly = true;
            return await ListAsync(jobIds, cancellationToken).ConfigureAwait(false);
        }
    }

    private JobInfo Take(JobInfo info)
    {
        if (info.Status.IsFinished()) Forget(info.Id);
        else _last[info.Id] = info;
        return info;
    }

    /// <summary>A list has no outputs, and no read has the notes of the submission.</summary>
    private static JobInfo Merge(JobInfo info, JobInfo? last) =>
        last is null ? info : info with { Outputs = info.Outputs ?? last.Outputs, Notes = last.Notes };

    /// <summary>True if a list is older than what is known: a job that runs does not wait again, unless it is started again.</summary>
    private static bool IsBackwards(JobInfo info, JobInfo? last) =>
        last is not null && RankOf(info.Status) < RankOf(last.Status) && last.Status != JobStatus.Restarting;

    private static int RankOf(JobStatus status) => status switch
    {
        JobStatus.Creating => 0,
        JobStatus.Queuing or JobStatus.Bidding => 1,
        JobStatus.EnvPreparing or JobStatus.SanityChecking => 2,
        JobStatus.Unknown or JobStatus.Running or JobStatus.Restarting => 3,
        JobStatus.Stopping => 4,
        JobStatus.SucceededReserving or JobStatus.FailedReserving => 5,
        _ => 6,
    };
}

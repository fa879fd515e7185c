using System.Runtime.CompilerServices;

namespace Pai.Jobs.Tests;

/// <summary>
/// Behaves as a cloud does, with jobs that really run: ids that are there late, look-ups that take time, a log without times and streams,
/// answers that get lost, and lists that lag behind.
/// </summary>
internal sealed class RemoteBackend(RemoteService service) : JobBackend
{
    public override string Name => "remote";

    public override PollInterval PollInterval { get; } =
        new() { Shortest = TimeSpan.FromMilliseconds(5), Longest = TimeSpan.FromMilliseconds(50) };

    private LocalBackend Engine => service.Engine;

    public override async Task<PreparedJob> PrepareAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        var local = await Engine.PrepareAsync(submission, cancellationToken);
        await PassNetworkAsync(cancellationToken);
        return new RemotePreparedJob(this, local)
        {
            BackendProblems = local.BackendProblems,
            Image = local.Image,
            Code = local.Code,
            Outputs = local.Outputs,
            Notes = local.Notes,
        };
    }

    protected override async Task<JobInfo> SubmitCoreAsync(
        PreparedJob prepared, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        var info = await Engine.SubmitAsync(((RemotePreparedJob)prepared).Local, progress, cancellationToken);
        await PassNetworkAsync(CancellationToken.None);
        var id = service.Add(info.Id, prepared.Marker);
        if (service.LosesAnswer()) throw new JobSubmissionInDoubtException(prepared.Marker, new IOException("The connection was closed."));
        return Remote(info, id);
    }

    public override async Task<IReadOnlyList<JobInfo>> GetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        var infos = await Engine.GetAsync([.. jobIds.Select(service.TryGetLocalId).OfType<string>()], cancellationToken);
        return [.. infos.Select(i => Remote(i, service.TryGetId(i.Id)!))];
    }

    public override async Task<JobInfo?> FindAsync(JobMarker marker, CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        if (service.List().FirstOrDefault(j => j.Marker == marker) is not { } job) return null;
        return await GetAsync([job.Id], cancellationToken) is [var info] ? info : null;
    }

    public override async IAsyncEnumerable<JobInfo> ListAsync(JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        var ids = service.List().ToDictionary(j => j.LocalId, j => j.Id);
        // The service counts only what the list has.
        var left = query.MaxCount ?? int.MaxValue;
        await foreach (var info in Engine.ListAsync(query with { MaxCount = null }, cancellationToken))
        {
            if (!ids.TryGetValue(info.Id, out var id)) continue;
            if (left-- <= 0) yield break;
            yield return Remote(info, id);
        }
    }

    public override async IAsyncEnumerable<LogLine> ReadLogsAsync(
        string jobId, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        await foreach (var line in Engine.ReadLogsAsync(LocalId(jobId), query, cancellationToken))
            yield return line with { Stream = LogStream.Combined, Time = null };
    }

    public override async IAsyncEnumerable<JobEvent> ReadEventsAsync(
        string jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        await foreach (var happened in Engine.ReadEventsAsync(LocalId(jobId), cancellationToken)) yield return happened;
    }

    public override async Task<SubmittedValues> ReadValuesAsync(string jobId, CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        return await Engine.ReadValuesAsync(LocalId(jobId), cancellationToken);
    }

    public override async Task StopAsync(string jobId, CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        await Engine.StopAsync(LocalId(jobId), cancellationToken);
    }

    public override async Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        await PassNetworkAsync(cancellationToken);
        await Engine.DeleteAsync(LocalId(jobId), cancellationToken);
    }

    /// <summary>The answer is never there at once.</summary>
    private static async Task PassNetworkAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < 3; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private string LocalId(string jobId) => service.TryGetLocalId(jobId) ?? throw NotFound(jobId);

    private static JobInfo Remote(JobInfo info, string id) => info with { Id = id, ConsoleUrl = new($"https://console.example/{id}") };
}

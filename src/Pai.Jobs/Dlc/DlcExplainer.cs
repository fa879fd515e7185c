using System.Globalization;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// Finds out why a job waits or failed: from its events, its pods, the stock of its instance type and the use of its quota.
/// </summary>
internal sealed class DlcExplainer(DlcServices services, DlcEnds ends)
{
    private const int MaxEvents = 5;
    private const int MaxPods = 10;
    private const int MaxAlternatives = 5;

    public async Task<JobExplanation> ExplainAsync(string jobId, CancellationToken cancellationToken)
    {
        var job = await services.Jobs.GetJobAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
        var info = await ends.ReadAsync(DlcInfo.Of(job, services), cancellationToken).ConfigureAwait(false);
        var facts = new List<string>();
        // Where the service gives no reason, the summary has the exit code.
        if (info.ExitCode is { } code && (info.ReasonCode ?? info.ReasonMessage) is not null)
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"The command ended with exit code {code}."));
        facts.AddRange((job.Pods ?? []).Where(IsOfInterest).Take(MaxPods).Select(p => Describe(p, jobId)));
        var events = await EventsAsync(jobId, facts, cancellationToken).ConfigureAwait(false);
        facts.AddRange(events.TakeLast(MaxEvents).Select(e => $"Event: {e}"));
        var summary = JobExplanation.SummaryOf(info, services.Context.TimeProvider.GetUtcNow());
        var isAboutStock = IsWaiting(info.Status) || info.ReasonCode == DlcReasons.ResourceAllocateFailed;
        if (!isAboutStock) return new() { Job = info, Summary = summary, Evidence = facts };
        if (job.ResourceId is { Length: > 0 } quota)
        {
            facts.Add(await QuotaAsync(quota, jobId, cancellationToken).ConfigureAwait(false));
            return new() { Job = info, Summary = summary, Evidence = facts };
        }

        var (reason, alternatives) = await StockAsync(job, facts, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Job = info,
            Summary = reason is null ? summary : $"{summary.TrimEnd('.')}: {reason}",
            Evidence = facts,
            Alternatives = alternatives,
        };
    }

    private async Task<IReadOnlyList<string>> EventsAsync(string jobId, List<string> facts, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await services.Jobs.GetJobEventsAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
            return answer.Events ?? [];
        }
        catch (PaiServiceException e)
        {
            facts.Add($"The events cannot be read. {e.Message}");
            return [];
        }
    }

    /// <summary>The reason in the stock of the job's instance types, with other types that have at least as much.</summary>
    private async Task<(string? Reason, IReadOnlyList<string> Alternatives)> StockAsync(
        DlcJob job, List<string> facts, CancellationToken cancellationToken)
    {
        var specs = job.JobSpecs?.Where(s => s.EcsSpec is not null).ToList() ?? [];
        if (specs.Count == 0) return (null, []);
        List<PaiInstanceType> types;
        try
        {
            types = await services.InstanceTypes.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (PaiServiceException e)
        {
            facts.Add($"The stock cannot be read. {e.Message}");
            return (null, []);
        }

        if (types.Exists(t => t.IsFromCatalog))
        {
            facts.Add("The stock is not known: PAI-DLC could not be asked for its instance types.");
            return (null, []);
        }

        foreach (var spec in specs)
        {
            var isSpot = spec.SpotSpec is not null;
            var type = types.Find(t => t.Name == spec.EcsSpec);
            if (type is null)
            {
                facts.Add($"The region does not list the instance type {spec.EcsSpec}.");
                continue;
            }

            if (HasStock(type, isSpot))
            {
                facts.Add($"The instance type {spec.EcsSpec} is in stock{(isSpot ? " for spot" : "")}.");
                continue;
            }

            return (
                $"the instance type {spec.EcsSpec} is out of stock{(isSpot ? " for spot" : "")}.",
                [.. types.Where(t => HasStock(t, isSpot) && HasAtLeast(t, type)).Select(t => t.Name).Take(MaxAlternatives)]);
        }

        return (null, []);
    }

    /// <summary>The use of a quota, by a call of the service that no document describes: its answer is shown as it comes.</summary>
    private async Task<string> QuotaAsync(string quota, string jobId, CancellationToken cancellationToken)
    {
        var answer = await services.TryDiagnoseAsync(quota, jobId, cancellationToken).ConfigureAwait(false);
        return answer is null
            ? $"The use of the quota {quota} is not known: the service did not tell it."
            : $"The quota {quota}: {answer}";
    }

    private static bool HasStock(PaiInstanceType type, bool isSpot) =>
        type.IsAvailable != false && (!isSpot || type.HasSpotStock != false);

    private static bool HasAtLeast(PaiInstanceType type, PaiInstanceType other) =>
        type.Accelerator == other.Accelerator && type.GpuType == other.GpuType && type.ResourceType == other.ResourceType
        && (type.Gpu ?? 0) >= (other.Gpu ?? 0)
        && (type.Cpu ?? 0) >= (other.Cpu ?? 0)
        && (type.MemoryGiB ?? 0) >= (other.MemoryGiB ?? 0);

    private static bool IsWaiting(JobStatus status) =>
        status is JobStatus.Creating or JobStatus.Queuing or JobStatus.Bidding or JobStatus.EnvPreparing;

    private static bool IsOfInterest(DlcPod pod) =>
        pod.Status is not ("Running" or "Succeeded") || !IsNormal(pod);

    private static bool IsNormal(DlcPod pod) => pod.SubStatus is null or "" or "Normal";

    private static string Describe(DlcPod pod, string jobId)
    {
        return $"The node {DlcInfo.NodeOf(pod.PodId, jobId)} is {pod.Status}{(IsNormal(pod) ? "" : $" ({pod.SubStatus})")}"
            + $"{(pod.HistoryPods is { Count: > 0 } earlier ? $", after {earlier.Count} earlier pods" : "")}.";
    }
}

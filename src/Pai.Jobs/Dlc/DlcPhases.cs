using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The statuses that a job had, as the service has them on record.</summary>
internal static class DlcPhases
{
    /// <param name="job">The job as GetJob gives it.</param>
    public static IReadOnlyList<JobPhase> Of(DlcJob job)
    {
        var phases = new List<JobPhase>();
        foreach (var item in job.StatusHistory ?? [])
        {
            // Without a time it has no place in the order.
            if (item.Status is not { Length: > 0 } status || DlcInfo.TimeOf(item.StartTime) is not { } from) continue;
            var reason = string.Join(": ", new[] { item.ReasonCode, item.ReasonMessage }.Where(r => !string.IsNullOrEmpty(r)));
            phases.Add(new(status, from, DlcInfo.TimeOf(item.EndTime), reason.Length > 0 ? reason : null));
        }

        return [.. phases.OrderBy(p => p.From)];
    }
}

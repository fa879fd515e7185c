using System.Globalization;
using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>GetJobMetrics: the means of what was measured in each step of time. The service keeps it for some jobs only.</summary>
internal sealed class JobMetricOperation(JobStore store)
{
    private static readonly string[] s_types =
    [
        "GpuCoreUsage", "GpuMemoryUsage", "CpuCoreUsage", "MemoryUsage", "NetworkInputRate", "NetworkOutputRate", "DiskReadRate",
        "DiskWriteRate",
    ];

    public JsonObject Get(PaiCall call)
    {
        var type = call["MetricType"] ?? throw PaiErrors.Missing("MetricType");
        if (!s_types.Contains(type)) throw PaiErrors.Invalid("MetricType", $"'{type}' is not one of {string.Join(", ", s_types)}.");
        var step = StepOf(call["TimeStep"]);
        lock (store.Gate)
        {
            var (now, job) = (store.Now(), store.Find(call.Route.Id));
            var (start, end) = (call.Time("StartTime") ?? now.AddHours(-1), call.Time("EndTime") ?? now);
            var isKept = IsKept(job, store.Supply) && job.Timeline.PodLives(now).Count > 0;
            return new()
            {
                ["JobId"] = job.Id,
                ["PodMetrics"] = job.Places.Where(_ => isKept).Select(place => new JsonObject
                {
                    ["PodId"] = place.Id,
                    ["Metrics"] = job.Metrics
                        .Where(one => one.Type == type && (one.Pod ?? job.Places[0].Name) == place.Name)
                        .Select(one => (Time: job.Created + job.Waited + one.Time, one.Value))
                        .Where(one => one.Time >= start && one.Time <= end && one.Time <= now && !(one.Time > job.Timeline.Stopped))
                        .GroupBy(one => one.Time.AddTicks(-(one.Time.UtcTicks % step.Ticks)))
                        .OrderBy(group => group.Key)
                        .Select(group => new JsonObject
                        {
                            ["Time"] = group.Key.ToUnixTimeMilliseconds(),
                            ["Value"] = group.Average(one => one.Value),
                        })
                        .ToJson(),
                }).ToJson(),
            };
        }
    }

    /// <summary>True for a job on instances of general compute that are paid for as they are used.</summary>
    private static bool IsKept(StoredJob job, Supply supply) => job.ResourceId is null && job.Request.Objects("JobSpecs").All(spec =>
        spec.Text("EcsSpec") is { } name && supply.Find(name)?.ResourceType is null or "ECS");

    private static TimeSpan StepOf(string? text)
    {
        if (text is null) return TimeSpan.FromMinutes(5);
        var unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 };
        return unit > 0 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= 10_000
                ? TimeSpan.FromSeconds(count * (long)unit)
                : throw PaiErrors.Invalid("TimeStep", $"'{text}' is not a time such as 5m.");
    }
}

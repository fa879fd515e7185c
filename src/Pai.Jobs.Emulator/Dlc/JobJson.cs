using System.Globalization;
using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A job as GetJob and ListJobs give it.</summary>
internal static class JobJson
{
    private const int MaxRestarts = 10;

    /// <summary>The fields that answers repeat from the request, unchanged.</summary>
    private static readonly string[] s_repeated =
    [
        "DisplayName", "JobType", "WorkspaceId", "ResourceId", "UserCommand", "Envs", "ThirdpartyLibs", "ThirdpartyLibDir", "JobSpecs",
        "Settings", "CredentialConfig", "SchedulingStrategy",
    ];

    /// <summary>The job as GetJob gives it.</summary>
    public static JsonObject Detail(StoredJob job, DateTimeOffset now)
    {
        var (json, lives) = Common(job, now);
        json["Description"] = job.Description;
        json["RestartTimes"] = string.Create(CultureInfo.InvariantCulture, $"{Restarts(lives)}/{MaxRestarts}");
        json["CustomEnvs"] = job.Request["CustomEnvs"]?.DeepClone();
        json["DataSources"] = Sources(job, "DataSourceId", "MountPath", "Uri");
        json["RestartRecord"] = lives.Where(life => life.IsRestarted).Select((life, i) => new JsonObject
        {
            ["JobRestartCount"] = i + 1,
            ["OccurPhase"] = life.Running is null ? "EnvPreparing" : "Running",
            ["OccurTime"] = Times.ToSeconds(life.End!.Value),
            ["Reason"] = life.Restart!.Value.ReasonCode,
            ["RestartStatus"] = i + 1 < lives.Count ? "Succeeded" : "Restarting",
            ["RestartDurationInSec"] = i + 1 < lives.Count ? (long)(lives[i + 1].Start - life.End.Value).TotalSeconds : null,
        }).Select(WithoutNulls).ToJson();
        return WithoutNulls(json);
    }

    /// <summary>The job as ListJobs gives it.</summary>
    public static JsonObject Item(StoredJob job, DateTimeOffset now, Supply supply)
    {
        var resources = PodResources.OfJob(job.Request, supply);
        var (json, lives) = Common(job, now);
        json["RestartTimes"] = Restarts(lives).ToString(CultureInfo.InvariantCulture);
        json["DataSources"] = Sources(job, "DataSourceId", "MountPath");
        json["Username"] = JobUsers.NameOf(job.UserId);
        json["NodeCount"] = job.Places.Count.ToString(CultureInfo.InvariantCulture);
        json["JobMaxRunningTimeMinutes"] = job.Request["JobMaxRunningTimeMinutes"]?.DeepClone();
        json["GmtModifiedTime"] = Times.ToSeconds(job.Modified);
        json["RequestCPU"] = (long)resources.Cpu;
        json["RequestGPU"] = resources.Gpu.ToString(CultureInfo.InvariantCulture);
        json["RequestMemory"] = string.Create(CultureInfo.InvariantCulture, $"{resources.MemoryGiB}Gi");
        json["ResourceQuotaName"] = supply.QuotaOf(job)?.Name;
        json["UseOversoldResource"] = false;
        json["IsDeleted"] = false;
        return WithoutNulls(json);
    }

    private static (JsonObject Json, IReadOnlyList<PodLife> Lives) Common(StoredJob job, DateTimeOffset now)
    {
        var (steps, lives) = (job.Timeline.UpTo(now), job.Timeline.PodLives(now));
        var current = steps[^1];
        var end = First(steps, step => step.IsEnd);
        var running = First(steps, step => step.Status == "Running");
        var json = new JsonObject
        {
            ["JobId"] = job.Id,
            ["UserId"] = job.UserId,
            ["Status"] = current.Status,
            ["SubStatus"] = current.Status == "Restarting" ? current.Status : null,
            ["ReasonCode"] = current.Reason,
            ["ReasonMessage"] = current.ReasonMessage,
            ["ResourceType"] = "ECS",
            ["Accessibility"] = job.Accessibility,
            ["Priority"] = job.Priority,
            ["Duration"] = running is null ? 0 : (long)((end?.Time ?? now) - running.Value.Time).TotalSeconds,
            ["GmtCreateTime"] = Times.ToSeconds(job.Created),
            ["GmtSubmittedTime"] = Times.ToSeconds(job.Created),
            ["GmtRunningTime"] = Text(running),
            ["GmtSuccessedTime"] = Text(First(steps, step => step.Status == "Succeeded")),
            ["GmtFailedTime"] = Text(First(steps, step => step.Status == "Failed")),
            ["GmtStoppedTime"] = Text(First(steps, step => step.Status == "Stopped")),
            ["GmtFinishTime"] = Text(end),
            ["CodeSource"] = job.Request["CodeSource"]?.DeepClone(),
            ["UserVpc"] = Vpc(job.Request["UserVpc"] as JsonObject),
            ["StatusHistory"] = History(steps).ToJson(),
            ["Pods"] = job.Places.Where(_ => lives.Count > 0).Select(place => PodJson.Create(place, lives, now)).ToJson(),
        };
        foreach (var name in s_repeated) json[name] = job.Request[name]?.DeepClone();
        return (json, lives);
    }

    private static IEnumerable<JsonObject> History(IReadOnlyList<JobStep> steps) => steps.Select((step, i) => WithoutNulls(new()
    {
        ["Status"] = step.Status,
        ["StartTime"] = Times.ToSeconds(step.Time),
        ["EndTime"] = i + 1 < steps.Count ? Times.ToSeconds(steps[i + 1].Time) : null,
        ["ReasonCode"] = step.Reason,
        ["ReasonMessage"] = step.ReasonMessage,
    }));

    /// <summary>Pods that ended for others to take their places.</summary>
    private static int Restarts(IReadOnlyList<PodLife> lives) => lives.Count(life => life.IsRestarted);

    /// <summary>Answers spell the CIDRs in another way than requests do.</summary>
    private static JsonObject? Vpc(JsonObject? vpc)
    {
        if (vpc is null) return null;
        var copy = (JsonObject)vpc.DeepClone();
        if (copy.Remove("ExtendedCIDRs", out var cidrs)) copy["ExtendedCidrs"] = cidrs;
        return copy;
    }

    private static JsonArray Sources(StoredJob job, params string[] names) => job.Request.Objects("DataSources")
        .Select(source => WithoutNulls(new(names.Select(name => KeyValuePair.Create(name, source[name]?.DeepClone())))))
        .ToJson();

    private static JobStep? First(IReadOnlyList<JobStep> steps, Func<JobStep, bool> matches)
    {
        foreach (var step in steps)
        {
            if (matches(step)) return step;
        }

        return null;
    }

    private static string? Text(JobStep? step) => step is { } found ? Times.ToSeconds(found.Time) : null;

    private static JsonObject WithoutNulls(JsonObject json)
    {
        foreach (var name in json.Where(member => member.Value is null).Select(member => member.Key).ToArray()) json.Remove(name);
        return json;
    }
}

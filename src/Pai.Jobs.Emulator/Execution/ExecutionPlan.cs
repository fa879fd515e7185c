using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The mounts, the command and the limits of a job that runs on this machine.</summary>
internal sealed record ExecutionPlan
{
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(49);

    /// <summary>The mounts, which all pods see.</summary>
    public required IReadOnlyList<JobMount> Mounts { get; init; }

    /// <summary>The program that runs the command.</summary>
    public required string Shell { get; init; }

    public required string Command { get; init; }

    /// <summary>The variables of each pod.</summary>
    public required IReadOnlyList<Dictionary<string, string>> Variables { get; init; }

    public required MountLimits Limits { get; init; }

    /// <summary>The time between SIGTERM and SIGKILL.</summary>
    public required TimeSpan GraceTime { get; init; }

    /// <summary>Null for no limit.</summary>
    public required TimeSpan? MaxRunningTime { get; init; }

    /// <summary>The plan of a job.</summary>
    /// <exception cref="ServiceErrorException">The job needs something that the emulator does not have.</exception>
    public static ExecutionPlan Of(StoredJob job, ExecutionSettings settings)
    {
        var request = job.Request;
        if (request.Object("CodeSource") is not null) throw PaiErrors.CannotExecute("it has no registered code (CodeSource).");
        if (request["ThirdpartyLibs"] is not null || request["ThirdpartyLibDir"] is not null)
            throw PaiErrors.CannotExecute("it installs no ThirdpartyLibs.");
        PodVariables.Check(request, job.Places.Count);
        var own = request.Object("Settings");
        return new()
        {
            Mounts = JobMount.Of(SourceReads.Of(request, settings.Datasets), settings.Region),
            Shell = own?.Text("Shell") ?? "/bin/sh",
            Command = request.Text("UserCommand")!,
            Variables = PodVariables.Of(job, settings.Region, settings.Supply),
            Limits = new(settings.RefusesWhatMountsCannot, AllowsAppend: Flag(own, "EnableOssAppend")),
            GraceTime = TimeSpan.FromSeconds(own?.Number("TerminationGracePeriodSeconds") ?? 30),
            MaxRunningTime = request.Number("JobMaxRunningTimeMinutes") is { } minutes && minutes < s_longestTimer.TotalMinutes
                ? TimeSpan.FromMinutes(minutes)
                : null,
        };
    }

    private static bool Flag(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}

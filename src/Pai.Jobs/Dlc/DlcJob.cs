using System.Text.Json;
using System.Text.Json.Serialization;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>A job, as GetJob or a list gives it.</summary>
/// <remarks>
/// Only GetJob gives <see cref="Description"/>, <see cref="CustomEnvs"/>, <see cref="RestartRecord"/> and <see cref="RoleSystemEnvs"/>;
/// only a list gives the members from <see cref="Username"/> on. Times are UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.
/// </remarks>
internal sealed class DlcJob : ApiAnswer
{
    public string? JobId { get; set; }

    public string? JobType { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public string? UserId { get; set; }

    public string? TenantId { get; set; }

    public string? ClusterId { get; set; }

    public string? WorkspaceId { get; set; }

    public string? WorkspaceName { get; set; }

    /// <summary>One of <see cref="DlcStatus"/>, or one that it does not know.</summary>
    public string? Status { get; set; }

    public string? SubStatus { get; set; }

    public string? ReasonCode { get; set; }

    public string? ReasonMessage { get; set; }

    public string? ResourceId { get; set; }

    public string? ResourceLevel { get; set; }

    /// <summary><c>ECS</c>, <c>Lingjun</c> or <c>ACS</c>.</summary>
    public string? ResourceType { get; set; }

    public string? Accessibility { get; set; }

    public int? Priority { get; set; }

    public bool? EnabledDebugger { get; set; }

    public string? SchedulingStrategy { get; set; }

    /// <summary>Seconds.</summary>
    public long? Duration { get; set; }

    public string? GmtCreateTime { get; set; }

    public string? GmtSubmittedTime { get; set; }

    public string? GmtRunningTime { get; set; }

    public string? GmtSuccessedTime { get; set; }

    public string? GmtFailedTime { get; set; }

    public string? GmtStoppedTime { get; set; }

    public string? GmtFinishTime { get; set; }

    /// <summary>GetJob: used and maximum, <c>0/10</c>. A list: the number that was used.</summary>
    public string? RestartTimes { get; set; }

    public string? UserCommand { get; set; }

    public IReadOnlyDictionary<string, string>? Envs { get; set; }

    public IReadOnlyList<DlcCustomEnv>? CustomEnvs { get; set; }

    public IReadOnlyList<string>? ThirdpartyLibs { get; set; }

    public string? ThirdpartyLibDir { get; set; }

    public IReadOnlyList<DlcJobSpec>? JobSpecs { get; set; }

    public DlcSettings? Settings { get; set; }

    public JsonElement? ElasticSpec { get; set; }

    public DlcCredentialConfig? CredentialConfig { get; set; }

    public IReadOnlyList<DlcDataSource>? DataSources { get; set; }

    public DlcCodeSource? CodeSource { get; set; }

    public DlcUserVpc? UserVpc { get; set; }

    /// <summary>By role and variable, values of any kind.</summary>
    public JsonElement? RoleSystemEnvs { get; set; }

    public IReadOnlyList<DlcStatusHistory>? StatusHistory { get; set; }

    public IReadOnlyList<DlcReplicaStatus>? JobReplicaStatuses { get; set; }

    public IReadOnlyList<DlcRestart>? RestartRecord { get; set; }

    public IReadOnlyList<DlcPod>? Pods { get; set; }

    [JsonPropertyName("supportedProfilingTypes")]
    public string? SupportedProfilingTypes { get; set; }

    public string? Username { get; set; }

    public string? NodeCount { get; set; }

    public IReadOnlyList<string>? NodeNames { get; set; }

    public long? RequestCPU { get; set; }

    public string? RequestGPU { get; set; }

    public string? RequestMemory { get; set; }

    public string? ResourceName { get; set; }

    public string? ResourceQuotaName { get; set; }

    public long? JobMaxRunningTimeMinutes { get; set; }

    public string? GmtModifiedTime { get; set; }

    public bool? IsDeleted { get; set; }

    public bool? EnablePreemptibleJob { get; set; }

    public bool? UseOversoldResource { get; set; }

    public string? UserScript { get; set; }

    public string? WorkingDir { get; set; }

    public IReadOnlyDictionary<string, string>? SystemEnvs { get; set; }

    public int? RetryCount { get; set; }

    public string? TemplateId { get; set; }

    public string? TemplateName { get; set; }
}

/// <summary>A time in which a job had one status.</summary>
internal sealed class DlcStatusHistory : ApiModel
{
    public string? Status { get; set; }

    public string? StartTime { get; set; }

    public string? EndTime { get; set; }

    public string? ReasonCode { get; set; }

    public string? ReasonMessage { get; set; }
}

internal sealed class DlcReplicaStatus : ApiModel
{
    public string? Type { get; set; }

    public int? Active { get; set; }

    public int? Queuing { get; set; }

    public int? Dequeued { get; set; }

    public long? EstimatedPodCount { get; set; }

    public string? CurrentSpotInstanceType { get; set; }

    public JsonElement? EstimatedAutoScalingSpec { get; set; }

    public JsonElement? EstimatedResourceConfig { get; set; }
}

/// <summary>A restart by the service, with its causes.</summary>
internal sealed class DlcRestart : ApiModel
{
    public long? JobRestartCount { get; set; }

    public string? OccurPhase { get; set; }

    public string? OccurTime { get; set; }

    public string? Reason { get; set; }

    public long? RestartDurationInSec { get; set; }

    public string? RestartFailReason { get; set; }

    public string? RestartStatus { get; set; }

    public string? RestartLevelType { get; set; }

    public string? TriggerID { get; set; }

    public IReadOnlyList<DlcRestartError>? DetailErrorInfoList { get; set; }
}

internal sealed class DlcRestartError : ApiModel
{
    public bool? AddJobLevelBlacklist { get; set; }

    public bool? AddNodeToBlacklist { get; set; }

    public string? DetailErrorMsg { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMsg { get; set; }

    public string? ErrorSource { get; set; }

    public string? Node { get; set; }

    public string? Pod { get; set; }

    public bool? TriggerRestart { get; set; }
}

/// <summary>A pod, or an earlier one in its place.</summary>
internal sealed class DlcPod : ApiModel
{
    public string? Type { get; set; }

    /// <summary>The id that logs, events and the terminal are asked for by; the same after a restart.</summary>
    public string? PodId { get; set; }

    /// <summary>Another one after a restart.</summary>
    public string? PodUid { get; set; }

    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Unknown</c>, <c>Stopped</c>.</summary>
    public string? Status { get; set; }

    /// <summary><c>Normal</c> or <c>Evicted</c>.</summary>
    public string? SubStatus { get; set; }

    public string? Ip { get; set; }

    /// <summary>In a list only.</summary>
    public string? PodIp { get; set; }

    public IReadOnlyList<DlcPodIp>? PodIps { get; set; }

    public string? NodeName { get; set; }

    public string? ResourceType { get; set; }

    public string? GmtCreateTime { get; set; }

    public string? GmtStartTime { get; set; }

    public string? GmtFinishTime { get; set; }

    public double? Duration { get; set; }

    [JsonPropertyName("supportedProfilingTypes")]
    public string? SupportedProfilingTypes { get; set; }

    public IReadOnlyList<DlcPod>? HistoryPods { get; set; }
}

internal sealed class DlcPodIp : ApiModel
{
    public string? InterfaceName { get; set; }

    public string? Ip { get; set; }
}

using System.Text.Json;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>A mount. Jobs that are read have only the id, the path and the location, and those of a list not even that.</summary>
internal sealed class DlcDataSource : ApiModel
{
    /// <summary>A registered dataset; mutually exclusive with the location.</summary>
    public string? DataSourceId { get; set; }

    public string? DataSourceVersion { get; set; }

    public string? Uri { get; set; }

    public string? MountPath { get; set; }

    /// <summary><c>RO</c> or <c>RW</c>.</summary>
    public string? MountAccess { get; set; }

    /// <summary>JSON as a string, for OSS only.</summary>
    public string? Options { get; set; }

    public bool? EnableCache { get; set; }

    public string? RoleChain { get; set; }

    public string? AccessPointId { get; set; }
}

/// <summary>Code that is registered with the workspace.</summary>
internal sealed class DlcCodeSource : ApiModel
{
    public string? CodeSourceId { get; set; }

    public string? Branch { get; set; }

    public string? Commit { get; set; }

    public string? MountPath { get; set; }

    public bool? IsSharedMountPath { get; set; }
}

internal sealed class DlcCustomEnv : ApiModel
{
    public string? Key { get; set; }

    public string? Value { get; set; }

    public string? Visible { get; set; }
}

internal sealed class DlcUserVpc : ApiModel
{
    public string? VpcId { get; set; }

    public string? SwitchId { get; set; }

    public string? SecurityGroupId { get; set; }

    /// <summary>Written as requests have it; answers spell it <c>ExtendedCidrs</c>, and are read in any case.</summary>
    public IReadOnlyList<string>? ExtendedCIDRs { get; set; }

    /// <summary><c>eth0</c> or <c>eth1</c>.</summary>
    public string? DefaultRoute { get; set; }
}

/// <summary>The settings of a job.</summary>
internal sealed class DlcSettings : ApiModel
{
    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    public int? JobReservedMinutes { get; set; }

    /// <summary><c>Always</c>, <c>OnFailure</c>, <c>OnSucceed</c>.</summary>
    public string? JobReservedPolicy { get; set; }

    public bool? EnableErrorMonitoringInAIMaster { get; set; }

    public string? ErrorMonitoringArgs { get; set; }

    public bool? EnableSanityCheck { get; set; }

    public string? SanityCheckArgs { get; set; }

    public bool? EnableRDMA { get; set; }

    public bool? AllocateAllRDMADevices { get; set; }

    public bool? EnableCPUAffinity { get; set; }

    public bool? EnableTideResource { get; set; }

    public bool? EnableOssAppend { get; set; }

    public bool? DisableEcsStockCheck { get; set; }

    public bool? AllowUnschedulableNodes { get; set; }

    public bool? EnableDSWDev { get; set; }

    public string? OversoldType { get; set; }

    public string? Driver { get; set; }

    public string? Shell { get; set; }

    public long? TerminationGracePeriodSeconds { get; set; }

    public int? ElasticSpotJobMaxRestartTimes { get; set; }

    public string? BusinessUserId { get; set; }

    public string? Caller { get; set; }

    public string? PipelineId { get; set; }

    public IReadOnlyDictionary<string, JsonElement>? AdvancedSettings { get; set; }

    public DlcDataJuicerConfig? DataJuicerConfig { get; set; }

    public DlcModelConfig? ModelConfig { get; set; }
}

internal sealed class DlcDataJuicerConfig : ApiModel
{
    public string? ExecutionMode { get; set; }

    public string? CommandType { get; set; }

    public bool? EnableResourceEstimation { get; set; }

    public DlcResourceConfig? ResourceLimit { get; set; }
}

internal sealed class DlcModelConfig : ApiModel
{
    public string? ModelName { get; set; }

    public string? ModelTemplate { get; set; }
}

/// <summary>The RAM roles whose credentials a job gets.</summary>
internal sealed class DlcCredentialConfig : ApiModel
{
    public bool? EnableCredentialInject { get; set; }

    public string? AliyunEnvRoleKey { get; set; }

    public IReadOnlyList<DlcCredentialConfigItem>? CredentialConfigItems { get; set; }
}

internal sealed class DlcCredentialConfigItem : ApiModel
{
    public string? Key { get; set; }

    public string? Type { get; set; }

    public IReadOnlyList<DlcCredentialRole>? Roles { get; set; }
}

internal sealed class DlcCredentialRole : ApiModel
{
    public string? RoleArn { get; set; }

    public string? RoleType { get; set; }

    public string? AssumeRoleFor { get; set; }

    public string? Policy { get; set; }

    public DlcAssumeUserInfo? AssumeUserInfo { get; set; }
}

internal sealed class DlcAssumeUserInfo : ApiModel
{
    public string? AccessKeyId { get; set; }

    public string? Id { get; set; }

    public string? SecurityToken { get; set; }

    public string? Type { get; set; }
}

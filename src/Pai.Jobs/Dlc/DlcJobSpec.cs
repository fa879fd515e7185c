using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>One role of a job.</summary>
internal sealed class DlcJobSpec : ApiModel
{
    /// <summary><c>Worker</c>, <c>Master</c>, <c>Chief</c>, <c>PS</c>, <c>Head</c>, ...</summary>
    public string? Type { get; set; }

    public string? Image { get; set; }

    public long? PodCount { get; set; }

    /// <summary>The instance type on public resources; mutually exclusive with <see cref="ResourceConfig"/>.</summary>
    public string? EcsSpec { get; set; }

    public DlcResourceConfig? ResourceConfig { get; set; }

    public DlcImageConfig? ImageConfig { get; set; }

    public DlcSpotSpec? SpotSpec { get; set; }

    /// <summary>Obsolete: <see cref="SpotSpec"/>.</summary>
    public bool? UseSpotInstance { get; set; }

    public IReadOnlyList<DlcElasticSpotSpec>? ElasticSpotSpecs { get; set; }

    /// <summary><c>Always</c>, <c>Never</c>, <c>OnFailure</c>, <c>ExitCode</c>.</summary>
    public string? RestartPolicy { get; set; }

    public bool? IsChief { get; set; }

    /// <summary>The obsolete spelling of <see cref="IsChief"/>.</summary>
    public bool? IsCheif { get; set; }

    public bool? ConsiderInSuccessPolicy { get; set; }

    public DlcExtraPodSpec? ExtraPodSpec { get; set; }

    public DlcServiceSpec? ServiceSpec { get; set; }

    public IReadOnlyList<DlcLocalMountSpec>? LocalMountSpecs { get; set; }

    public DlcSystemDisk? SystemDisk { get; set; }

    public DlcAutoScalingSpec? AutoScalingSpec { get; set; }

    public DlcAssignNodeSpec? AssignNodeSpec { get; set; }

    public DlcHyperNodeSchedulingConfig? HyperNodeSchedulingConfig { get; set; }

    public IReadOnlyList<DlcStartupDependency>? StartupDependencies { get; set; }

    public string? Driver { get; set; }

    public string? OversoldType { get; set; }

    public string? QuotaId { get; set; }
}

/// <summary>The resources of a node on a quota, as strings: <c>10</c>, <c>10Gi</c>.</summary>
internal sealed class DlcResourceConfig : ApiModel
{
    public string? CPU { get; set; }

    public string? GPU { get; set; }

    public string? Memory { get; set; }

    public string? SharedMemory { get; set; }

    public string? GPUType { get; set; }
}

/// <summary>The credentials of a private registry.</summary>
internal sealed class DlcImageConfig : ApiModel
{
    public string? DockerRegistry { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }

    public string? Auth { get; set; }
}

/// <summary>Spot instances. One of the limits is given.</summary>
internal sealed class DlcSpotSpec : ApiModel
{
    public string? SpotStrategy { get; set; }

    /// <summary>A part of the full price: 0.8.</summary>
    public double? SpotDiscountLimit { get; set; }

    /// <summary>CNY for each minute.</summary>
    public double? SpotPriceLimit { get; set; }
}

internal sealed class DlcElasticSpotSpec : ApiModel
{
    public string? InstanceType { get; set; }

    /// <summary><c>LowestPrice</c> or <c>CapacityOptimized</c>.</summary>
    public string? SpotStrategy { get; set; }

    public double? SpotDiscountLimit { get; set; }

    /// <summary>CNY for each hour, unlike that of <see cref="DlcSpotSpec"/>.</summary>
    public double? SpotPriceLimit { get; set; }
}

internal sealed class DlcServiceSpec : ApiModel
{
    public int? DefaultPort { get; set; }

    public IReadOnlyList<int>? ExtraPorts { get; set; }

    public string? ServiceMode { get; set; }
}

internal sealed class DlcLocalMountSpec : ApiModel
{
    public string? MountMode { get; set; }

    public string? MountPath { get; set; }

    public string? LocalPath { get; set; }
}

internal sealed class DlcSystemDisk : ApiModel
{
    public long? Size { get; set; }

    public string? Category { get; set; }

    public string? PerformanceLevel { get; set; }
}

internal sealed class DlcAutoScalingSpec : ApiModel
{
    public string? ScalingStrategy { get; set; }

    public int? MinReplicas { get; set; }

    public int? MaxReplicas { get; set; }

    /// <summary>In UpdateJob only.</summary>
    public IReadOnlyList<string>? PodsToDelete { get; set; }

    public DlcAutoscalingMetricSpec? AutoscalingMetricSpec { get; set; }
}

internal sealed class DlcAutoscalingMetricSpec : ApiModel
{
    public string? MetricName { get; set; }

    public int? TargetValue { get; set; }

    public string? Tolerance { get; set; }

    public int? StabilizationWindowSeconds { get; set; }
}

internal sealed class DlcAssignNodeSpec : ApiModel
{
    public bool? EnableAssignNode { get; set; }

    public string? NodeNames { get; set; }

    public string? AntiAffinityNodeNames { get; set; }

    public IReadOnlyList<DlcHyperNode>? HyperNodes { get; set; }

    public IReadOnlyList<DlcHyperNode>? AntiAffinityHyperNodes { get; set; }
}

internal sealed class DlcHyperNode : ApiModel
{
    public string? HyperNodeName { get; set; }

    public IReadOnlyList<string>? NodeNames { get; set; }
}

internal sealed class DlcHyperNodeSchedulingConfig : ApiModel
{
    public int? MinAvailable { get; set; }

    public string? QualityPolicy { get; set; }
}

internal sealed class DlcStartupDependency : ApiModel
{
    public string? Type { get; set; }

    public string? OnPhase { get; set; }

    public string? MinReplicas { get; set; }
}

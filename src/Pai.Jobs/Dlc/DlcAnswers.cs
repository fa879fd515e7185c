using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>A page of ListJobs.</summary>
internal sealed class DlcJobList : ApiAnswer
{
    public IReadOnlyList<DlcJob>? Jobs { get; set; }

    public long? TotalCount { get; set; }
}

/// <summary>Events of a job or a pod, a line for each: date, time and message.</summary>
internal sealed class DlcEvents : ApiAnswer
{
    public string? JobId { get; set; }

    public string? PodId { get; set; }

    public string? PodUid { get; set; }

    public IReadOnlyList<string>? Events { get; set; }
}

/// <summary>Lines of a pod's log. Nothing tells whether there are more.</summary>
internal sealed class DlcPodLogs : ApiAnswer
{
    public string? JobId { get; set; }

    public string? PodId { get; set; }

    public string? PodUid { get; set; }

    public IReadOnlyList<string>? Logs { get; set; }
}

internal sealed class DlcJobMetrics : ApiAnswer
{
    public string? JobId { get; set; }

    public IReadOnlyList<DlcPodMetrics>? PodMetrics { get; set; }
}

internal sealed class DlcPodMetrics : ApiModel
{
    public string? PodId { get; set; }

    public IReadOnlyList<DlcMetric>? Metrics { get; set; }
}

internal sealed class DlcMetric : ApiModel
{
    /// <summary>Milliseconds since 1970.</summary>
    public long? Time { get; set; }

    public double? Value { get; set; }
}

/// <summary>A link to a terminal in a pod. It works for 30 seconds, for everyone who has it.</summary>
internal sealed class DlcWebTerminal : ApiAnswer
{
    public string? WebTerminalUrl { get; set; }
}

/// <summary>A page of ListEcsSpecs.</summary>
internal sealed class DlcEcsSpecList : ApiAnswer
{
    public IReadOnlyList<DlcEcsSpec>? EcsSpecs { get; set; }

    public long? TotalCount { get; set; }
}

/// <summary>An instance type of a region.</summary>
internal sealed class DlcEcsSpec : ApiModel
{
    public string? InstanceType { get; set; }

    /// <summary><c>CPU</c> or <c>GPU</c>.</summary>
    public string? AcceleratorType { get; set; }

    public int? Cpu { get; set; }

    public int? Gpu { get; set; }

    public string? GpuType { get; set; }

    public int? GpuMemory { get; set; }

    /// <summary>By the samples in GiB.</summary>
    public int? Memory { get; set; }

    public bool? IsAvailable { get; set; }

    /// <summary><c>ECS</c> or <c>Lingjun</c>.</summary>
    public string? ResourceType { get; set; }

    public string? DefaultGPUDriver { get; set; }

    public IReadOnlyList<string>? SupportedGPUDrivers { get; set; }

    /// <summary><c>Spot</c>, <c>PostPaid</c>.</summary>
    public IReadOnlyList<string>? PaymentTypes { get; set; }

    public string? SpotStockStatus { get; set; }

    public double? NonProtectSpotDiscount { get; set; }
}

/// <summary>The diagnosis of a job that waits for a quota. No document describes it: all members are kept as they come.</summary>
internal sealed class DlcDiagnosis : ApiAnswer;

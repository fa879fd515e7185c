using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The body of CreateJob: at most 65,536 bytes with what the service adds.</summary>
internal sealed class DlcCreateJob : ApiModel
{
    /// <summary>Letters, digits, <c>_</c>, <c>.</c> and <c>-</c>, at most 256. Required; it need not be unique.</summary>
    public string? DisplayName { get; set; }

    /// <summary><c>PyTorchJob</c>, <c>TFJob</c>, <c>MPIJob</c>, <c>RayJob</c>, ... Required.</summary>
    public string? JobType { get; set; }

    /// <summary>The roles. Required.</summary>
    public IReadOnlyList<DlcJobSpec>? JobSpecs { get; set; }

    /// <summary>The command of all nodes. Required.</summary>
    public string? UserCommand { get; set; }

    /// <summary>Without it the job lands in the caller's default workspace.</summary>
    public string? WorkspaceId { get; set; }

    /// <summary>The quota; null for public resources.</summary>
    public string? ResourceId { get; set; }

    /// <summary>1 to 9, the highest; of jobs on a quota only.</summary>
    public int? Priority { get; set; }

    public IReadOnlyList<DlcDataSource>? DataSources { get; set; }

    public DlcCodeSource? CodeSource { get; set; }

    public IReadOnlyDictionary<string, string>? Envs { get; set; }

    public IReadOnlyList<DlcCustomEnv>? CustomEnvs { get; set; }

    public DlcUserVpc? UserVpc { get; set; }

    public IReadOnlyList<string>? ThirdpartyLibs { get; set; }

    public string? ThirdpartyLibDir { get; set; }

    public long? JobMaxRunningTimeMinutes { get; set; }

    /// <summary>Mount options of the whole job, <c>key=value,key=value</c>; those of a data source are JSON.</summary>
    public string? Options { get; set; }

    public DlcSettings? Settings { get; set; }

    /// <summary><c>ChiefWorker</c> or <c>AllWorkers</c>, for TensorFlow.</summary>
    public string? SuccessPolicy { get; set; }

    public DlcCredentialConfig? CredentialConfig { get; set; }

    /// <summary><c>PUBLIC</c> or <c>PRIVATE</c>, in the workspace.</summary>
    public string? Accessibility { get; set; }

    public string? Description { get; set; }

    public string? SchedulingStrategy { get; set; }

    public string? TemplateId { get; set; }

    public int? TemplateVersion { get; set; }
}

/// <summary>The body of UpdateJob: null leaves a setting as it is.</summary>
internal sealed class DlcUpdateJob : ApiModel
{
    /// <summary>1 to 9. Without effect but for a job on a quota that does not run yet.</summary>
    public int? Priority { get; set; }

    /// <summary><c>PUBLIC</c>: the other way is not possible.</summary>
    public string? Accessibility { get; set; }

    public string? Description { get; set; }

    public IReadOnlyList<DlcJobSpec>? JobSpecs { get; set; }
}

/// <summary>The body of TagResources.</summary>
internal sealed class DlcTagResources : ApiModel
{
    public string? RegionId { get; set; }

    public string? ResourceType { get; set; }

    public IReadOnlyList<string>? ResourceId { get; set; }

    public IReadOnlyList<DlcTag>? Tag { get; set; }
}

internal sealed class DlcTag : ApiModel
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}

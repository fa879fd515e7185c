using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>More containers and settings of a role's pods.</summary>
internal sealed class DlcExtraPodSpec : ApiModel
{
    public IReadOnlyList<DlcContainerSpec>? InitContainers { get; set; }

    public IReadOnlyList<DlcContainerSpec>? SideCarContainers { get; set; }

    public IReadOnlyList<string>? SharedVolumeMountPaths { get; set; }

    public DlcLifecycle? Lifecycle { get; set; }

    public DlcSecurityContext? MainContainerSecurityContext { get; set; }

    public IReadOnlyDictionary<string, string>? PodLabels { get; set; }

    public IReadOnlyDictionary<string, string>? PodAnnotations { get; set; }
}

internal sealed class DlcContainerSpec : ApiModel
{
    public string? Name { get; set; }

    public string? Image { get; set; }

    public IReadOnlyList<string>? Command { get; set; }

    public IReadOnlyList<string>? Args { get; set; }

    public IReadOnlyList<DlcEnvVar>? Env { get; set; }

    public string? WorkingDir { get; set; }

    public DlcContainerResources? Resources { get; set; }

    public DlcSecurityContext? SecurityContext { get; set; }
}

internal sealed class DlcEnvVar : ApiModel
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}

internal sealed class DlcContainerResources : ApiModel
{
    public IReadOnlyDictionary<string, string>? Limits { get; set; }

    public IReadOnlyDictionary<string, string>? Requests { get; set; }
}

internal sealed class DlcSecurityContext : ApiModel
{
    public long? RunAsUser { get; set; }

    public long? RunAsGroup { get; set; }

    public bool? Privileged { get; set; }

    public DlcCapabilities? Capabilities { get; set; }

    public DlcSeccompProfile? SeccompProfile { get; set; }
}

internal sealed class DlcCapabilities : ApiModel
{
    public IReadOnlyList<string>? Add { get; set; }

    public IReadOnlyList<string>? Drop { get; set; }
}

internal sealed class DlcSeccompProfile : ApiModel
{
    public string? Type { get; set; }

    public string? LocalhostProfile { get; set; }
}

internal sealed class DlcLifecycle : ApiModel
{
    public DlcLifecycleHandler? PostStart { get; set; }

    public DlcLifecycleHandler? PreStop { get; set; }
}

internal sealed class DlcLifecycleHandler : ApiModel
{
    public DlcExecAction? Exec { get; set; }
}

internal sealed class DlcExecAction : ApiModel
{
    public IReadOnlyList<string>? Command { get; set; }
}

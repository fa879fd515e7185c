namespace Pai.Jobs;

/// <summary>Options of the backend of PAI-DLC. Region, workspace, bucket, network and credentials belong to the session.</summary>
public sealed record DlcBackendOptions
{
    /// <summary>
    /// The endpoint of PAI-DLC, a host or a URL without a path. Default: the variable <c>PAI_DLC_ENDPOINT</c>, then that of the session's
    /// region and network, for instance <c>pai-dlc.cn-hangzhou.aliyuncs.com</c>.
    /// </summary>
    public string? Endpoint { get; init; }

    /// <summary>
    /// The endpoint of AIWorkspace, a host or a URL without a path. Default: the variable <c>PAI_AIWORKSPACE_ENDPOINT</c>, then that of
    /// the session's region and network, for instance <c>aiworkspace.cn-hangzhou.aliyuncs.com</c>.
    /// </summary>
    public string? WorkspaceEndpoint { get; init; }

    /// <summary>The console, whose pages <see cref="JobRun.ConsoleUrl"/> leads to. International accounts may have another one.</summary>
    public Uri ConsoleUrl { get; init; } = new("https://pai.console.aliyun.com/");

    /// <summary>
    /// The number of jobs of a batch that run at a time, where <see cref="BatchOptions.MaxParallel"/> is not set. Default 16.
    /// </summary>
    public int MaxParallel { get; init; } = 16;
}

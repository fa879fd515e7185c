namespace Pai.Jobs;

/// <summary>The settings of a session with their sources; null where nothing sets one.</summary>
/// <remarks>
/// The order of the sources: code, environment, configuration file; for the region, the profile of the <c>aliyun</c> CLI too.
/// </remarks>
public sealed record PaiSettings
{
    /// <summary>The region, for instance <c>cn-hangzhou</c>.</summary>
    public PaiSetting? Region { get; init; }

    /// <summary>The id of the workspace, digits.</summary>
    public PaiSetting? WorkspaceId { get; init; }

    /// <summary>The bucket for code, data and outputs; null: the default one of the workspace.</summary>
    public PaiSetting? Bucket { get; init; }

    /// <summary>The host of OSS, perhaps with <c>http://</c> or <c>https://</c> before it; null: derived from the region.</summary>
    public PaiSetting? OssEndpoint { get; init; }

    /// <summary>The network by which the services are reached: <c>public</c>, <c>vpc</c> or <c>auto</c>; null: the public one.</summary>
    public PaiSetting? Network { get; init; }

    /// <summary>The host of PAI-DLC, perhaps with a scheme before it; null: derived from the region and the network.</summary>
    public PaiSetting? DlcEndpoint { get; init; }

    /// <summary>The host of AIWorkspace, perhaps with a scheme before it; null: derived from the region and the network.</summary>
    public PaiSetting? AiWorkspaceEndpoint { get; init; }

    /// <summary>The prices file; null: the session has no prices.</summary>
    public PaiSetting? Prices { get; init; }
}

using System.Text.Json;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.AiWorkspace;

/// <summary>A page of ListImages.</summary>
internal sealed class AiImageList : ApiAnswer
{
    public IReadOnlyList<AiImage>? Images { get; set; }

    public long? TotalCount { get; set; }
}

/// <summary>An image, with its labels where they were asked for. GetImage does not repeat the id.</summary>
internal sealed class AiImage : ApiAnswer
{
    public string? ImageId { get; set; }

    public string? Name { get; set; }

    /// <summary>With the tag.</summary>
    public string? ImageUri { get; set; }

    public string? Description { get; set; }

    public string? Accessibility { get; set; }

    public string? GmtCreateTime { get; set; }

    public string? GmtModifiedTime { get; set; }

    public string? UserId { get; set; }

    public string? ParentUserId { get; set; }

    public string? WorkspaceId { get; set; }

    public string? SourceType { get; set; }

    public string? SourceId { get; set; }

    /// <summary>Bytes or GB: the documents differ.</summary>
    public long? Size { get; set; }

    public IReadOnlyList<AiLabel>? Labels { get; set; }
}

internal sealed class AiLabel : ApiModel
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}

/// <summary>A page of ListWorkspaces.</summary>
internal sealed class AiWorkspaceList : ApiAnswer
{
    public IReadOnlyList<AiWorkspaceInfo>? Workspaces { get; set; }

    public long? TotalCount { get; set; }

    public IReadOnlyDictionary<string, JsonElement>? ResourceLimits { get; set; }
}

/// <summary>A workspace.</summary>
internal sealed class AiWorkspaceInfo : ApiAnswer
{
    public string? WorkspaceId { get; set; }

    public string? WorkspaceName { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public string? Creator { get; set; }

    /// <summary><c>ENABLED</c>, <c>INITIALIZING</c>, <c>FAILURE</c>, <c>DISABLED</c>, <c>FROZEN</c>, <c>UPDATING</c>.</summary>
    public string? Status { get; set; }

    public IReadOnlyList<string>? EnvTypes { get; set; }

    public bool? IsDefault { get; set; }

    public IReadOnlyList<string>? AdminNames { get; set; }

    public IReadOnlyDictionary<string, JsonElement>? ExtraInfos { get; set; }

    public string? GmtCreateTime { get; set; }

    public string? GmtModifiedTime { get; set; }

    /// <summary>A list spells it with a small letter.</summary>
    public string? ResourceGroupId { get; set; }

    /// <summary>From GetWorkspace, where it was asked for.</summary>
    public AiOwner? Owner { get; set; }
}

internal sealed class AiOwner : ApiModel
{
    public string? UserId { get; set; }

    public string? UserName { get; set; }

    public string? DisplayName { get; set; }

    public string? UserKp { get; set; }
}

/// <summary>Settings of a workspace.</summary>
internal sealed class AiConfigList : ApiAnswer
{
    public IReadOnlyList<AiConfig>? Configs { get; set; }

    public long? TotalCount { get; set; }
}

internal sealed class AiConfig : ApiModel
{
    public string? ConfigId { get; set; }

    public string? ConfigKey { get; set; }

    public string? ConfigValue { get; set; }

    public string? GmtCreateTime { get; set; }

    public string? GmtModifiedTime { get; set; }

    public IReadOnlyList<AiLabel>? Labels { get; set; }
}

/// <summary>A page of ListDatasets.</summary>
internal sealed class AiDatasetList : ApiAnswer
{
    public IReadOnlyList<AiDataset>? Datasets { get; set; }

    public long? TotalCount { get; set; }
}

/// <summary>A registered dataset. Its own location, options and property are those of version <c>v1</c>.</summary>
internal sealed class AiDataset : ApiAnswer
{
    public string? DatasetId { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    public string? WorkspaceId { get; set; }

    public string? UserId { get; set; }

    public string? OwnerId { get; set; }

    /// <summary><c>FILE</c> or <c>DIRECTORY</c>.</summary>
    public string? Property { get; set; }

    /// <summary><c>OSS</c>, <c>NAS</c>, <c>CPFS</c>, ...</summary>
    public string? DataSourceType { get; set; }

    public string? DataType { get; set; }

    public string? Uri { get; set; }

    /// <summary>JSON as a string, with <c>mountPath</c>.</summary>
    public string? Options { get; set; }

    /// <summary><c>RO</c> or <c>RW</c>.</summary>
    public string? MountAccess { get; set; }

    public IReadOnlyList<string>? MountAccessReadWriteRoleIdList { get; set; }

    public string? Accessibility { get; set; }

    public IReadOnlyList<string>? AccessibleRoleIdList { get; set; }

    public string? SourceType { get; set; }

    public string? SourceId { get; set; }

    public string? ProviderType { get; set; }

    /// <summary><c>pai</c> for a public set.</summary>
    public string? Provider { get; set; }

    public string? Edition { get; set; }

    public string? ImportInfo { get; set; }

    public IReadOnlyList<AiLabel>? Labels { get; set; }

    public bool? IsShared { get; set; }

    public JsonElement? SharedFrom { get; set; }

    public JsonElement? SharingConfig { get; set; }

    public AiDatasetVersion? LatestVersion { get; set; }

    public string? GmtCreateTime { get; set; }

    public string? GmtModifiedTime { get; set; }
}

internal sealed class AiDatasetVersion : ApiModel
{
    public string? VersionName { get; set; }

    public string? Uri { get; set; }

    public string? MountAccess { get; set; }

    public string? Options { get; set; }

    public string? Property { get; set; }

    public string? DataSourceType { get; set; }

    public long? DataSize { get; set; }

    public long? DataCount { get; set; }
}

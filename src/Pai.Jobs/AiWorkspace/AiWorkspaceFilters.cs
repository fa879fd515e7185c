using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.AiWorkspace;

/// <summary>The images that ListImages gives; null does not filter.</summary>
internal sealed record AiImageFilter
{
    /// <summary><c>Key=Value</c>, all of which an image must have.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    public string? Name { get; init; }

    /// <summary>A part of the name or the description.</summary>
    public string? Query { get; init; }

    public string? ImageUri { get; init; }

    public string? Accessibility { get; init; }

    /// <summary>The images of one workspace. Null for the official ones: with a workspace there are none of them.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>False for images without their labels.</summary>
    public bool WithLabels { get; init; } = true;

    /// <summary><c>DESC</c>, the newest first, or <c>ASC</c>.</summary>
    public string Order { get; init; } = "DESC";

    public ApiRequest AddTo(ApiRequest request) => request
        .Query("Labels", Labels)
        .Query("Name", Name)
        .Query("Query", Query)
        .Query("ImageUri", ImageUri)
        .Query("Accessibility", Accessibility)
        .Query("WorkspaceId", WorkspaceId)
        .Query("Verbose", WithLabels)
        .Query("SortBy", "GmtCreateTime")
        .Query("Order", Order);
}

/// <summary>The workspaces that ListWorkspaces gives; null does not filter.</summary>
internal sealed record AiWorkspaceFilter
{
    public string? WorkspaceName { get; init; }

    public IReadOnlyList<string>? WorkspaceIds { get; init; }

    public string? UserId { get; init; }

    public string? ResourceGroupId { get; init; }

    public string? Status { get; init; }

    /// <summary><c>GetWorkspaces</c> or <c>GetResourceLimits</c>.</summary>
    public string? Option { get; init; }

    public bool? Verbose { get; init; }

    /// <summary><c>Id</c> for nothing but that.</summary>
    public string? Fields { get; init; }

    public string? ModuleList { get; init; }

    public string SortBy { get; init; } = "GmtCreateTime";

    public string Order { get; init; } = "ASC";

    public ApiRequest AddTo(ApiRequest request) => request
        .Query("WorkspaceName", WorkspaceName)
        .Query("WorkspaceIds", WorkspaceIds)
        .Query("UserId", UserId)
        .Query("ResourceGroupId", ResourceGroupId)
        .Query("Status", Status)
        .Query("Option", Option)
        .Query("Verbose", Verbose)
        .Query("Fields", Fields)
        .Query("ModuleList", ModuleList)
        .Query("SortBy", SortBy)
        .Query("Order", Order);
}

/// <summary>The datasets that ListDatasets gives; null does not filter.</summary>
internal sealed record AiDatasetFilter
{
    /// <summary>Null for the default workspace; without one, it is an error.</summary>
    public string? WorkspaceId { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string>? DatasetIds { get; init; }

    public IReadOnlyList<string>? DataSourceTypes { get; init; }

    public IReadOnlyList<string>? DataTypes { get; init; }

    public IReadOnlyList<string>? Properties { get; init; }

    public IReadOnlyList<string>? SourceTypes { get; init; }

    public string? SourceId { get; init; }

    public string? SourceDatasetId { get; init; }

    /// <summary><c>pai</c> for public sets.</summary>
    public string? Provider { get; init; }

    /// <summary><c>TO_ME</c> or <c>BY_ME</c>.</summary>
    public string? ShareScope { get; init; }

    public string? Edition { get; init; }

    public string? Label { get; init; }

    public string? Accessibility { get; init; }

    public string SortBy { get; init; } = "GmtCreateTime";

    public string Order { get; init; } = "ASC";

    public ApiRequest AddTo(ApiRequest request) => request
        .Query("WorkspaceId", WorkspaceId)
        .Query("Name", Name)
        .Query("DatasetIds", DatasetIds)
        .Query("DataSourceTypes", DataSourceTypes)
        .Query("DataTypes", DataTypes)
        .Query("Properties", Properties)
        .Query("SourceTypes", SourceTypes)
        .Query("SourceId", SourceId)
        .Query("SourceDatasetId", SourceDatasetId)
        .Query("Provider", Provider)
        .Query("ShareScope", ShareScope)
        .Query("Edition", Edition)
        .Query("Label", Label)
        .Query("Accessibility", Accessibility)
        .Query("SortBy", SortBy)
        .Query("Order", Order);
}

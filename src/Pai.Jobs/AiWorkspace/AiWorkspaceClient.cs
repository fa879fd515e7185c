using System.Text.Json.Serialization.Metadata;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Internal.AiWorkspace;

/// <summary>
/// A client of AIWorkspace, which has the images, workspaces and datasets of PAI. It only reads. Safe for any number of threads. A method
/// throws a <see cref="PaiServiceException"/> when the request fails for good.
/// </summary>
/// <param name="credentials">The access key of each request.</param>
/// <param name="endpoint">The endpoint of AIWorkspace.</param>
/// <param name="options">Settings; null for the usual.</param>
internal sealed class AiWorkspaceClient(PaiCredentials credentials, ApiEndpointSource endpoint, ApiClientOptions? options = null)
    : IDisposable
{
    /// <summary>More than the service gives if it is not asked for more; the most that it gives is not documented.</summary>
    private const int PageSize = 50;

    private readonly Lazy<ApiTransport> _transport = new(() => new(credentials, endpoint, options ?? new()));

    public void Dispose()
    {
        if (_transport.IsValueCreated) _transport.Value.Dispose();
    }

    public IAsyncEnumerable<AiImage> ListImagesAsync(AiImageFilter? filter = null, CancellationToken cancellationToken = default) =>
        ListAsync(
            () => (filter ?? new()).AddTo(Get("ListImages", "paiimage", "/api/v1/images")),
            AiWorkspaceJson.Lenient.AiImageList,
            list => new ApiPage<AiImage>(list.Images, list.TotalCount),
            image => image.ImageId,
            cancellationToken);

    /// <param name="imageId">The id.</param>
    /// <param name="withLabels">False for the image without its labels.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<AiImage> GetImageAsync(string imageId, bool withLabels = true, CancellationToken cancellationToken = default)
    {
        var request = Get("GetImage", "paiimage", $"/api/v1/images/{ApiRequest.Segment(imageId)}").Query("Verbose", withLabels);
        var image = await SendAsync(request, AiWorkspaceJson.Lenient.AiImage, cancellationToken).ConfigureAwait(false);
        image.ImageId ??= imageId;
        return image;
    }

    public IAsyncEnumerable<AiWorkspaceInfo> ListWorkspacesAsync(
        AiWorkspaceFilter? filter = null, CancellationToken cancellationToken = default) =>
        ListAsync(
            () => (filter ?? new()).AddTo(Get("ListWorkspaces", "paiworkspace", "/api/v1/workspaces")),
            AiWorkspaceJson.Lenient.AiWorkspaceList,
            list => new ApiPage<AiWorkspaceInfo>(list.Workspaces, list.TotalCount),
            workspace => workspace.WorkspaceId,
            cancellationToken);

    /// <param name="workspaceId">The id.</param>
    /// <param name="withOwner">True for the workspace with its owner.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<AiWorkspaceInfo> GetWorkspaceAsync(
        string workspaceId, bool withOwner = false, CancellationToken cancellationToken = default) =>
        SendAsync(
            Get("GetWorkspace", "paiworkspace", WorkspacePath(workspaceId)).Query("Verbose", withOwner),
            AiWorkspaceJson.Lenient.AiWorkspaceInfo,
            cancellationToken);

    /// <summary>Settings of a workspace. One that is not set is missing.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="keys">The settings; null for all.</param>
    /// <param name="categoryName">The category; null for any.</param>
    /// <param name="labels">The labels; null for any.</param>
    /// <param name="verbose">True for more of each; null for the service's own choice.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<AiConfig>> ListConfigsAsync(
        string workspaceId, IReadOnlyList<string>? keys = null, string? categoryName = null, string? labels = null, bool? verbose = null,
        CancellationToken cancellationToken = default)
    {
        var request = Get("ListConfigs", "paiworkspace", $"{WorkspacePath(workspaceId)}/configs")
            .Query("ConfigKeys", keys).Query("CategoryName", categoryName).Query("Labels", labels).Query("Verbose", verbose);
        return (await SendAsync(request, AiWorkspaceJson.Lenient.AiConfigList, cancellationToken).ConfigureAwait(false)).Configs ?? [];
    }

    /// <summary>The storage that a workspace uses by default; null where none is set.</summary>
    public async Task<AiDefaultStorage?> GetDefaultStorageAsync(string workspaceId, CancellationToken cancellationToken = default) =>
        AiDefaultStorage.Find(
            await ListConfigsAsync(workspaceId, AiDefaultStorage.Keys, cancellationToken: cancellationToken).ConfigureAwait(false));

    public IAsyncEnumerable<AiDataset> ListDatasetsAsync(AiDatasetFilter? filter = null, CancellationToken cancellationToken = default) =>
        ListAsync(
            () => (filter ?? new()).AddTo(Get("ListDatasets", "paidataset", "/api/v1/datasets")),
            AiWorkspaceJson.Lenient.AiDatasetList,
            list => new ApiPage<AiDataset>(list.Datasets, list.TotalCount),
            dataset => dataset.DatasetId,
            cancellationToken);

    public Task<AiDataset> GetDatasetAsync(string datasetId, CancellationToken cancellationToken = default) =>
        SendAsync(
            Get("GetDataset", "paidataset", $"/api/v1/datasets/{ApiRequest.Segment(datasetId)}"),
            AiWorkspaceJson.Lenient.AiDataset,
            cancellationToken);

    private static ApiRequest Get(string operation, string ramProduct, string path) => new(operation, ramProduct, HttpMethod.Get, path);

    private static string WorkspacePath(string workspaceId) => $"/api/v1/workspaces/{ApiRequest.Segment(workspaceId)}";

    private Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class =>
        _transport.Value.SendAsync(request, answer, cancellationToken);

    private IAsyncEnumerable<TItem> ListAsync<TList, TItem>(
        Func<ApiRequest> request, JsonTypeInfo<TList> answer, Func<TList, ApiPage<TItem>> pageOf, Func<TItem, string?> idOf,
        CancellationToken cancellationToken)
        where TList : class =>
        ApiPages.ReadAsync(
            async (number, token) => pageOf(await SendAsync(
                request().Query("PageNumber", number).Query("PageSize", PageSize), answer, token).ConfigureAwait(false)),
            idOf, PageSize, cancellationToken);
}

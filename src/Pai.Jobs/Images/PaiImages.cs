using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.AiWorkspace;
using Pai.Jobs.Internal.Catalog;
using Pai.Jobs.Internal.Images;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs;

/// <summary>Finds images for jobs: those of PAI, and those of the session's workspace.</summary>
/// <remarks>
/// A list is asked for once and kept for five minutes. Where the service cannot be reached, or the session has no region or no credentials,
/// the catalog in this package answers for PAI's own images (<see cref="PaiImage.IsFromCatalog"/>), and the service is asked again after
/// one minute. Safe for any number of threads.
/// </remarks>
public sealed class PaiImages
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_lifetimeOffline = TimeSpan.FromMinutes(1);

    private readonly Func<CancellationToken, ValueTask<AiWorkspaceClient?>> _connect;
    private readonly string? _region;
    private readonly Func<string?> _workspaceId;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(PaiImageScope? Scope, bool OfWorkspace), ApiCache<ImageList>> _lists = new();

    /// <param name="client">Asks the service; it is not disposed.</param>
    /// <param name="region">The region to put into images of the catalog; null to leave their placeholder.</param>
    /// <param name="workspaceId">The workspace whose images can be listed; null for none.</param>
    /// <param name="time">The clock of the cache; null for the system's.</param>
    internal PaiImages(AiWorkspaceClient client, string? region = null, string? workspaceId = null, TimeProvider? time = null)
        : this(_ => new(client), region, () => workspaceId, time ?? TimeProvider.System)
    {
    }

    /// <param name="connect">Gives the client at first use; null where the session has no region.</param>
    /// <param name="region">The region to put into images of the catalog; null to leave their placeholder.</param>
    /// <param name="workspaceId">Gives the workspace whose images can be listed; null for none.</param>
    /// <param name="time">The clock of the cache.</param>
    internal PaiImages(
        Func<CancellationToken, ValueTask<AiWorkspaceClient?>> connect, string? region, Func<string?> workspaceId, TimeProvider time) =>
        (_connect, _region, _workspaceId, _time) = (connect, region, workspaceId, time);

    /// <summary>The official image for jobs of a framework, a version and an accelerator.</summary>
    /// <param name="framework">The framework, for instance <c>PyTorch</c>, in any case.</param>
    /// <param name="version">
    /// The version as it is in the image's tag, for instance <c>1.12PAI</c>; where there is no such image, its beginning up to a dot or a
    /// suffix (<c>1.12</c>, <c>2</c>), of which the highest one is taken. Null or <c>latest</c>: the highest one there is.
    /// </param>
    /// <param name="accelerator">The hardware. Default <see cref="Accelerator.Unspecified"/>: the image for CPU.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image; of several of the same version, the newest one.</returns>
    /// <exception cref="JobException">There is none: the message has the versions that there are, or the nearest framework.</exception>
    /// <exception cref="PaiException">The service refused the request, or the credentials are set up but cannot be used.</exception>
    public Task<PaiImage> RetrieveAsync(
        string framework, string? version = null, Accelerator accelerator = Accelerator.Unspecified,
        CancellationToken cancellationToken = default) =>
        RetrieveForAsync(PaiImageScope.Training, framework, version, accelerator, cancellationToken);

    /// <summary>The official image of a framework, a version and an accelerator, for one part of PAI.</summary>
    /// <param name="scope">The part of PAI that it is made for.</param>
    /// <param name="framework">The framework, for instance <c>PyTorch</c>, in any case.</param>
    /// <param name="version">The version, or its beginning; null or <c>latest</c> for the highest one there is.</param>
    /// <param name="accelerator">The hardware. Default <see cref="Accelerator.Unspecified"/>: the image for CPU.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The image; of several of the same version, the newest one.</returns>
    /// <exception cref="JobException">There is none: the message has the versions that there are, or the nearest framework.</exception>
    /// <exception cref="PaiException">The service refused the request, or the credentials are set up but cannot be used.</exception>
    public async Task<PaiImage> RetrieveForAsync(
        PaiImageScope scope, string framework, string? version = null, Accelerator accelerator = Accelerator.Unspecified,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(framework);
        var wanted = version?.Trim();
        if (string.IsNullOrEmpty(wanted) || wanted.Equals("latest", StringComparison.OrdinalIgnoreCase)) wanted = null;
        var list = await ListOf(scope, ofWorkspace: false).GetAsync(cancellationToken).ConfigureAwait(false);
        return ImageChoice.Choose(list, framework.Trim(), wanted, accelerator, scope);
    }

    /// <summary>
    /// The images that a filter lets through, the newest first; those of the catalog by framework, the highest version first.
    /// </summary>
    /// <param name="filter">Which. Default: all of PAI's own.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobException">The images of the workspace are asked for, and the session has no workspace or no region.</exception>
    /// <exception cref="PaiException">The service refused the request, or the credentials are set up but cannot be used.</exception>
    public async IAsyncEnumerable<PaiImage> ListAsync(
        PaiImageFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        filter ??= new();
        var list = await ListOf(filter.Scope, filter.OfWorkspace).GetAsync(cancellationToken).ConfigureAwait(false);
        foreach (var image in list.Images)
            if (Matches(image, filter)) yield return image;
    }

    private static bool Matches(PaiImage image, PaiImageFilter filter) =>
        (string.IsNullOrWhiteSpace(filter.Framework) || FrameworkNames.Same(image.Framework, filter.Framework.Trim()))
        && (filter.Accelerator == Accelerator.Unspecified || image.Accelerator == filter.Accelerator)
        && (string.IsNullOrEmpty(filter.Text)
            || new[] { image.Uri, image.Name, image.Description }
                .Any(t => t?.Contains(filter.Text, StringComparison.OrdinalIgnoreCase) == true));

    private ApiCache<ImageList> ListOf(PaiImageScope? scope, bool ofWorkspace) => _lists.GetOrAdd(
        (scope, ofWorkspace),
        key => new(
            () => key.OfWorkspace ? OwnAsync(key.Scope) : OfficialAsync(key.Scope),
            list => list.Fault is null ? s_lifetime : s_lifetimeOffline,
            _time));

    private async Task<ImageList> OfficialAsync(PaiImageScope? scope)
    {
        try
        {
            if (await _connect(CancellationToken.None).ConfigureAwait(false) is not { } client)
                return OfCatalog(scope, ApiOffline.NoRegion);

            // With a workspace there would be its own images only.
            var labels = new List<string> { $"{ImageReader.OfficialLabel}=true" };
            if (scope is { } one) labels.Add($"{ImageReader.LabelOf(one)}=true");
            return await ReadAsync(client, new() { Labels = labels }, scope).ConfigureAwait(false);
        }
        catch (PaiException e) when (ApiOffline.IsCause(e))
        {
            return OfCatalog(scope, e.Message);
        }
    }

    private async Task<ImageList> OwnAsync(PaiImageScope? scope)
    {
        var workspace = _workspaceId() ?? throw new JobException(
            "The images of the workspace cannot be listed: the session has no workspace. Set PaiSessionBuilder.WorkspaceId or the variable "
            + "PAI_WORKSPACE_ID.");
        var client = await _connect(CancellationToken.None).ConfigureAwait(false)
            ?? throw new JobException($"The images of the workspace cannot be listed: {ApiOffline.NoRegion}");
        var labels = scope is { } one ? new[] { $"{ImageReader.LabelOf(one)}=true" } : null;
        return await ReadAsync(client, new() { WorkspaceId = workspace, Labels = labels }, scope).ConfigureAwait(false);
    }

    private static async Task<ImageList> ReadAsync(AiWorkspaceClient client, AiImageFilter filter, PaiImageScope? scope)
    {
        var images = new List<PaiImage>();
        await foreach (var image in client.ListImagesAsync(filter).ConfigureAwait(false))
            if (ImageReader.Read(image, scope) is { } read) images.Add(read);
        return new(images, null);
    }

    private ImageList OfCatalog(PaiImageScope? scope, string fault)
    {
        var images = CatalogImage.ReadAll().Select(i => ImageReader.Read(i, _region))
            .Where(i => scope is null || i.Scopes.Contains(scope.Value));
        return new([.. ImageChoice.InOrder(images).OrderBy(i => i.Framework, StringComparer.OrdinalIgnoreCase)], fault);
    }
}

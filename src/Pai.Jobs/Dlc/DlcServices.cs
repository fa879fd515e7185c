using Pai.Jobs.Internal.AiWorkspace;
using Pai.Jobs.Internal.OpenApi;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// The services that the backend talks to, with the settings of the session that name them. Each is made at its first use.
/// </summary>
internal sealed class DlcServices : IDisposable
{
    private readonly BackendContext _context;
    private readonly DlcBackendOptions _options;
    private readonly Lazy<DlcClient> _jobs;
    private readonly Lazy<AiWorkspaceClient> _workspaces;
    private readonly Lazy<PaiImages> _images;
    private readonly Lazy<PaiInstanceTypes> _instanceTypes;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, string?> _regions = new(StringComparer.Ordinal);
    private OssUri? _bucket;
    private (bool IsKnown, string? Bucket) _default;

    public DlcServices(BackendContext context, DlcBackendOptions options)
    {
        (_context, _options) = (context, options);
        _jobs = new(() => new(Credentials, EndpointOf(ApiService.Dlc, options.Endpoint), ClientOptions));
        _workspaces = new(() => new(Credentials, EndpointOf(ApiService.AiWorkspace, options.WorkspaceEndpoint), ClientOptions));
        _instanceTypes = new(() => new(Jobs, context.TimeProvider));
        _images = new(() => new(Workspaces, Settings.Region?.Value, WorkspaceId, context.TimeProvider));
    }

    public BackendContext Context => _context;

    public DlcClient Jobs => _jobs.Value;

    public AiWorkspaceClient Workspaces => _workspaces.Value;

    /// <summary>The images that jobs name by their framework; all jobs share one list.</summary>
    public PaiImages Images => _images.Value;

    /// <summary>The instance types of the region with their stock, up to five minutes old; all jobs share one list.</summary>
    public PaiInstanceTypes InstanceTypes => _instanceTypes.Value;

    public PaiSettings Settings => _context.ReadSettings();

    /// <exception cref="JobException">The session has none.</exception>
    public string Region => Settings.Region?.Value ?? throw new JobException($"PAI-DLC needs a region. {NoRegion}");

    public string? WorkspaceId => Settings.WorkspaceId?.Value;

    /// <exception cref="JobException">The session has none, as in tests of a backend alone.</exception>
    public OssStorage Storage => _context.Storage ?? throw new JobException("The session has no storage.");

    /// <summary>The problem of a session without a region.</summary>
    public static string NoRegion =>
        "Set PaiSessionBuilder.Region or the variable PAI_REGION_ID, for instance to cn-hangzhou.";

    private PaiCredentials Credentials => _context.Credentials ?? throw new JobException("The session has no credentials.");

    private ApiClientOptions ClientOptions =>
        new() { Handler = _context.HttpHandler, TimeProvider = _context.TimeProvider, Logger = _context.Logger };

    public void Dispose()
    {
        if (_jobs.IsValueCreated) _jobs.Value.Dispose();
        if (_workspaces.IsValueCreated) _workspaces.Value.Dispose();
        _gate.Dispose();
    }

    /// <summary>The page of a job in the console.</summary>
    public Uri ConsoleUrlOf(string jobId, string? workspaceId) => new(
        _options.ConsoleUrl,
        $"?regionId={Uri.EscapeDataString(Settings.Region?.Value ?? "")}"
        + $"&workspaceId={Uri.EscapeDataString(workspaceId ?? WorkspaceId ?? "")}"
        + $"#/dlc/jobs/{Uri.EscapeDataString(jobId)}/overview");

    /// <summary>The bucket for code, configuration and outputs: the session's, else the default one of the workspace. Found once.</summary>
    /// <exception cref="PaiException">There is none, or the workspace cannot be asked.</exception>
    public async Task<OssUri> GetBucketAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _bucket) is { } known) return known;
        if (Settings.Bucket is { } own) return _bucket = OssUri.Parse($"oss://{own.Value}/");
        var workspace = WorkspaceId ?? throw new JobException("There is no bucket, and no workspace whose default bucket could be used.");
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_bucket is not null) return _bucket;
            var found = await Workspaces.GetDefaultStorageAsync(workspace, cancellationToken).ConfigureAwait(false)
                ?? throw new JobException(
                    $"The workspace {workspace} has no default storage. Set PaiSessionBuilder.Bucket or the variable PAI_OSS_BUCKET_NAME.");
            _default = (true, found.Bucket);
            return _bucket = LocationOf(found);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The default bucket of the workspace; null where it has none or it cannot be found out.</summary>
    public async Task<string?> TryGetDefaultBucketAsync(CancellationToken cancellationToken)
    {
        if (WorkspaceId is not { } workspace) return null;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_default.IsKnown) return _default.Bucket;
            var found = await Workspaces.GetDefaultStorageAsync(workspace, cancellationToken).ConfigureAwait(false);
            _default = (true, found?.Bucket);
            return _default.Bucket;
        }
        catch (PaiServiceException e) when (!e.IsTransient)
        {
            // Whoever may not read the workspace's settings can still run jobs.
            _default = (true, null);
            return null;
        }
        catch (PaiServiceException)
        {
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The region of a bucket, as the bucket tells; null where that is not permitted. Asked once for each bucket.</summary>
    public async Task<string?> TryGetRegionAsync(OssUri location, CancellationToken cancellationToken)
    {
        lock (_regions)
            if (_regions.TryGetValue(location.Bucket, out var known)) return known;
        string? region;
        try
        {
            region = (await Storage.GetBucketInfoAsync(location, cancellationToken).ConfigureAwait(false)).Location;
        }
        catch (OssException e) when (!e.IsTransient)
        {
            region = null;
        }

        if (region?.StartsWith("oss-", StringComparison.Ordinal) == true) region = region["oss-".Length..];
        lock (_regions) _regions[location.Bucket] = region;
        return region;
    }

    /// <summary>
    /// PAI's diagnosis of a job that waits for a quota, as JSON; null where it does not answer. The operation is in no document of the
    /// service: any failure is taken for no answer.
    /// </summary>
    public async Task<string?> TryDiagnoseAsync(string quota, string jobId, CancellationToken cancellationToken)
    {
        const int MaxLength = 1000;
        try
        {
            using var transport = new ApiTransport(
                Credentials, EndpointOf(ApiService.PaiStudio, own: null), ClientOptions with { MaxAttempts = 1 });
            var path = $"/api/v1/quotas/{ApiRequest.Segment(quota)}/workloads/{ApiRequest.Segment(jobId)}/diagnosis";
            var answer = await transport.SendAsync(
                new ApiRequest("GetQuotaJobDiagnosis", "paistudio", HttpMethod.Get, path), DlcJson.Lenient.DlcDiagnosis, cancellationToken)
                .ConfigureAwait(false);
            var text = System.Text.Json.JsonSerializer.Serialize(answer, DlcJson.Lenient.DlcDiagnosis);
            return text.Length <= MaxLength ? text : text[..MaxLength] + "…";
        }
        catch (Exception e) when (e is PaiException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>An endpoint of the session's region is left out: the session chooses the one that it can reach.</summary>
    private OssUri LocationOf(AiDefaultStorage found)
    {
        var isOfRegion = found.Endpoint is null || Settings.Region is not { } region
            || OssEndpoint.OfRegion(region.Value) is var endpoint
            && (found.Endpoint == endpoint.Authority || found.Endpoint == endpoint.ToInternal().Authority);
        return OssUri.Parse(isOfRegion ? $"oss://{found.Bucket}/" : $"oss://{found.Bucket}.{found.Endpoint}/");
    }

    private ApiEndpointSource EndpointOf(ApiService service, string? own) =>
        new(service, token => ServiceEndpoint.FindAsync(_context, service, own, token));
}

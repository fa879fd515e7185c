using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pai.Jobs.Internal.Costs;
using Pai.Jobs.Internal.OpenApi;
using Pai.Jobs.Internal.Sessions;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs;

/// <summary>Makes a <see cref="PaiSession"/>. What is not set comes from the environment, then from the configuration file.</summary>
public sealed class PaiSessionBuilder
{
    private JobBackend? _backend;
    private string? _backendSource;

    /// <summary>
    /// The name of the backend: <c>local</c> or <c>dlc</c>. Not set: the variable <c>PAI_JOBS_BACKEND</c>, then the member <c>backend</c>
    /// of the configuration file, then <c>local</c>.
    /// </summary>
    public string? Backend { get; set; }

    /// <summary>
    /// The region, for instance <c>cn-hangzhou</c>. Not set: the first of the variables <c>PAI_REGION_ID</c>,
    /// <c>ALIBABA_CLOUD_REGION_ID</c>, <c>REGION</c>, <c>REGION_ID</c> and <c>dsw_region</c> that is, then <c>region_id</c> of the
    /// configuration file, then that of the profile of the <c>aliyun</c> CLI. The local backend needs none.
    /// </summary>
    public string? Region { get; set; }

    /// <summary>
    /// The id of the workspace, digits. Not set: the variable <c>PAI_WORKSPACE_ID</c> or <c>PAI_AI_WORKSPACE_ID</c>, then
    /// <c>workspace_id</c> of the configuration file. The local backend needs none.
    /// </summary>
    public string? WorkspaceId { get; set; }

    /// <summary>
    /// The bucket for code, data and outputs, its name only. Not set: the variable <c>PAI_OSS_BUCKET_NAME</c>, then <c>oss_bucket_name</c>
    /// of the configuration file.
    /// </summary>
    public string? Bucket { get; set; }

    /// <summary>
    /// The endpoint of OSS: a host, or a URL without a path. Not set: the variable <c>PAI_OSS_ENDPOINT</c>, then <c>oss_endpoint</c> of the
    /// configuration file, else it is derived from the region.
    /// </summary>
    public string? OssEndpoint { get; set; }

    /// <summary>
    /// The network by which the services are reached. Not set: the variable <c>PAI_NETWORK_TYPE</c> (<c>PUBLIC</c>, <c>VPC</c> or
    /// <c>AUTO</c>), then the public one.
    /// </summary>
    public PaiNetwork? Network { get; set; }

    /// <summary>
    /// As whom the session works. Not set: <see cref="PaiCredentials.CreateDefault"/>, with the environment, the clock and the logger of
    /// this builder.
    /// </summary>
    public PaiCredentials? Credentials { get; set; }

    /// <summary>The options of the local backend.</summary>
    public LocalBackendOptions Local { get; set; } = new();

    /// <summary>The options of the backend of PAI-DLC.</summary>
    public DlcBackendOptions Dlc { get; set; } = new();

    /// <summary>
    /// The configuration file, JSON. Default: the variable <c>PAI_CONFIG_PATH</c>, then <c>~/.pai/config.json</c>. It need not exist.
    /// </summary>
    public string? ConfigurationPath { get; set; }

    /// <summary>
    /// The prices file, JSON: the list prices of instance types, by which plans and runs tell what they cost. Not set: the variable
    /// <c>PAI_JOBS_PRICES</c>, then <c>pai-jobs.prices.json</c> in the folder of the program, where it is. It is read at first use.
    /// </summary>
    public string? PricesPath { get; set; }

    /// <summary>The clock, for the session and its backend. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The factory of the library's loggers; the category is <c>Pai.Jobs</c>. Default: no logging.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Sends the requests to OSS and PAI, for instance the handler of an emulator or of a proxy. It is not disposed with the session.
    /// Default: one of the session's own. <see cref="CreateHttpHandler"/> gives one to build on.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Reads an environment variable. Default: those of this process.</summary>
    public Func<string, string?> Environment { get; set; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Looks for the internal endpoints, where the network is <see cref="PaiNetwork.Auto"/>; null for the usual.</summary>
    internal NetworkProbe? NetworkProbe { get; set; }

    /// <summary>Uses a backend of your own, whatever <see cref="Backend"/> and the environment say. The session disposes it.</summary>
    /// <param name="backend">The backend; it belongs to the session that is built.</param>
    public PaiSessionBuilder UseBackend(JobBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        (_backend, _backendSource) = (backend, nameof(UseBackend));
        return this;
    }

    /// <summary>Runs jobs on this machine, whatever <see cref="Backend"/> and the environment say.</summary>
    /// <param name="options">How. Default: <see cref="Local"/>.</param>
    public PaiSessionBuilder UseLocal(LocalBackendOptions? options = null)
    {
        if (options is not null) Local = options;
        (_backend, Backend, _backendSource) = (null, LocalBackend.BackendName, nameof(UseLocal));
        return this;
    }

    /// <summary>Runs jobs on PAI-DLC, whatever <see cref="Backend"/> and the environment say.</summary>
    /// <param name="options">How. Default: <see cref="Dlc"/>.</param>
    public PaiSessionBuilder UseDlc(DlcBackendOptions? options = null)
    {
        if (options is not null) Dlc = options;
        (_backend, Backend, _backendSource) = (null, DlcBackend.BackendName, nameof(UseDlc));
        return this;
    }

    /// <summary>
    /// A handler as sessions make for themselves: it follows no redirect, keeps no cookie, decompresses nothing, and renews its connections
    /// after 5 minutes. For a program that puts handlers of its own before it, or manages their lifetime (<see cref="HttpHandler"/>).
    /// </summary>
    public static SocketsHttpHandler CreateHttpHandler()
    {
        var handler = OssHandler.Create();
        // The shorter one of the two services: a connection that closes while a job is created leaves its fate open.
        handler.PooledConnectionIdleTimeout = ApiHandler.IdleTimeout;
        return handler;
    }

    /// <summary>Makes the session. Nothing is read from a network.</summary>
    /// <exception cref="JobException">
    /// A backend is asked for that does not exist, an endpoint of PAI is not one, or the configuration file cannot be read.
    /// </exception>
    public PaiSession Build()
    {
        var logger = LoggerFactory?.CreateLogger("Pai.Jobs") ?? NullLogger.Instance;
        var configuration = new ConfigurationSource(ConfigurationPath, Environment, logger);
        var resolver = new SettingsResolver(Environment, configuration);
        var dlc = WithEndpoints(resolver);
        var (backend, source) = ChooseBackend(configuration, dlc);
        var region = resolver.Region(Region);
        var credentials = Credentials
            ?? PaiCredentials.CreateDefault(new() { Environment = Environment, TimeProvider = TimeProvider, Logger = logger });
        // Values of now: a builder may be changed and used again.
        var (workspaceId, bucket, endpoint, network, options) = (WorkspaceId, Bucket, OssEndpoint, Network, Dlc);
        var prices = resolver.Prices(PricesPath);
        var settings = new Lazy<PaiSettings>(() => new()
        {
            Region = region,
            WorkspaceId = resolver.WorkspaceId(workspaceId),
            Bucket = resolver.Bucket(bucket),
            OssEndpoint = resolver.OssEndpoint(endpoint),
            Network = resolver.Network(network),
            DlcEndpoint = resolver.DlcEndpoint(options.Endpoint),
            AiWorkspaceEndpoint = resolver.AiWorkspaceEndpoint(options.WorkspaceEndpoint),
            Prices = prices,
        });
        var client = new OssClient(credentials, new() { Handler = HttpHandler, TimeProvider = TimeProvider, Logger = logger });
        var choice = new NetworkChoice(settings, NetworkProbe ?? new(TimeProvider), logger);
        var endpoints = new BucketEndpoints(settings, choice.FindAsync);
        var storage = new OssStorage(client, endpoints.AddressOfAsync, TimeProvider, TransferState.Find(Environment));
        var context = new BackendContext
        {
            Region = region?.Value,
            TimeProvider = TimeProvider,
            Logger = logger,
            Environment = Environment,
            ReadSettings = () => settings.Value,
            FindNetworkAsync = choice.FindAsync,
            Credentials = credentials,
            HttpHandler = HttpHandler,
            Storage = storage,
            Prices = new(() => prices is null ? null : PricesFile.Load(Path.GetFullPath(prices.Value), prices.Source)),
            IsFree = backend.IsFree,
        };
        backend.Open(context);
        return new(backend, source, credentials, configuration, settings, client, storage, new ServiceClients(context, credentials, dlc));
    }

    /// <summary>The options of PAI-DLC with the endpoints of the environment, where they give none.</summary>
    private DlcBackendOptions WithEndpoints(SettingsResolver resolver) => Dlc with
    {
        Endpoint = resolver.DlcEndpoint(Dlc.Endpoint)?.Value,
        WorkspaceEndpoint = resolver.AiWorkspaceEndpoint(Dlc.WorkspaceEndpoint)?.Value,
    };

    private (JobBackend Backend, string Source) ChooseBackend(ConfigurationSource configuration, DlcBackendOptions dlc)
    {
        if (_backend is not null) return (_backend, _backendSource!);
        var (name, source) = BackendChoice.Choose(Backend, configuration, Environment);
        return name switch
        {
            LocalBackend.BackendName => (new LocalBackend(Local, Environment), _backendSource ?? source),
            DlcBackend.BackendName => (new DlcBackend(dlc), _backendSource ?? source),
            _ => throw new JobException(
                $"There is no backend \"{name}\" ({source}). Known backends: \"local\" (this machine) and \"dlc\" (PAI-DLC)."),
        };
    }
}

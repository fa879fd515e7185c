using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pai.Jobs.Internal.Emulator;

namespace Pai.Jobs.Emulator;

/// <summary>
/// Services on this machine that speak the protocols of OSS, PAI-DLC and AIWorkspace: for tests, and for work without a network. Official
/// clients of other languages can talk to them, too.
/// </summary>
public sealed class PaiEmulator : IAsyncDisposable
{
    private readonly OssService _service;
    private readonly AccessKeys _keys;
    private readonly JobStore _jobs;
    private readonly JobExecutor _executor;
    private readonly RequestLog _log = new();
    private readonly Server _server;
    private int _disposed;

    private PaiEmulator(PaiEmulatorOptions options, Store store)
    {
        Region = options.Region;
        AccessKey = options.AccessKey ?? new("LTAI" + RandomNumberGenerator.GetHexString(20), RandomNumberGenerator.GetHexString(30));
        Faults = new(options.Seed);
        _service = new(store, options.TimeProvider, options.Region, options.LenientRanges);
        _jobs = new(options.TimeProvider);
        Dlc = new(_jobs);
        AiWorkspace = new(options.Region);
        _executor = new(_jobs, _service, Dlc, AiWorkspace);
        _keys = new(options.ChecksClock, options.TimeProvider);
        _keys.Add(AccessKey);
        _server = new(options.Port, options.LoggerFactory ?? NullLoggerFactory.Instance);
    }

    /// <summary>
    /// The address that it listens on, for instance <c>http://127.0.0.1:40123/</c>; requests to OSS in path style, to PAI-DLC and to
    /// AIWorkspace can use it.
    /// </summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The region that it serves.</summary>
    public string Region { get; }

    /// <summary>The access key that it accepts.</summary>
    public PaiAccessKey AccessKey { get; }

    /// <summary>Rules by which requests go wrong. There are none at first.</summary>
    public FaultRules Faults { get; }

    /// <summary>PAI-DLC: its jobs follow scripts, or are run on this machine.</summary>
    public EmulatedDlc Dlc { get; }

    /// <summary>AIWorkspace: images, workspaces and their settings, datasets.</summary>
    public EmulatedAiWorkspace AiWorkspace { get; }

    /// <summary>The last 10,000 requests, oldest first.</summary>
    public IReadOnlyList<EmulatedRequest> Requests => _log.Snapshot();

    /// <summary>The buckets, in the order of their names.</summary>
    public IReadOnlyList<EmulatedBucket> Buckets => [.. _service.Store.Buckets.Select(bucket => new EmulatedBucket(bucket, _service))];

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">Its settings; null for the defaults.</param>
    /// <param name="cancellationToken">A token that cancels the start.</param>
    /// <returns>The emulator, which serves until it is disposed.</returns>
    /// <exception cref="PaiException">The directory cannot be used, another emulator uses it, or the port is taken.</exception>
    /// <exception cref="ArgumentException">A name of a bucket is not valid.</exception>
    public static async Task<PaiEmulator> StartAsync(PaiEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var store = OpenStore(options);
        PaiEmulator? emulator = null;
        try
        {
            emulator = new PaiEmulator(options, store);
            foreach (var bucket in options.Buckets) emulator.CreateBucket(bucket);
            await emulator.ServeAsync(options, cancellationToken);
            return emulator;
        }
        catch (Exception e)
        {
            emulator?._server.Dispose();
            store.Dispose();
            if (e is not (IOException or SocketException)) throw;
            throw new PaiException($"The emulator cannot listen on port {options.Port}: {e.Message}", e);
        }
    }

    /// <summary>
    /// A handler for an <see cref="HttpClient"/> that connects to the emulator whatever host a request names, over HTTP: so
    /// <c>http://bucket.oss-cn-hangzhou.aliyuncs.com/key</c> and custom domains work without a name server.
    /// </summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Endpoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    /// <summary>Accepts another access key, for instance that of a session.</summary>
    /// <param name="key">The key; one of the same id is replaced.</param>
    public void AddAccessKey(PaiAccessKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _keys.Add(key);
    }

    /// <summary>Removes an access key, which is then no longer accepted.</summary>
    /// <param name="id">The id of the key.</param>
    /// <returns>False if it was not accepted before.</returns>
    public bool RemoveAccessKey(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _keys.Remove(id);
    }

    /// <summary>Creates a bucket, or returns the one of the name.</summary>
    /// <param name="name">3 to 63 characters of a-z, 0-9 and hyphens, with no hyphen at the ends.</param>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    public EmulatedBucket CreateBucket(string name) => Create(name, isForeign: false);

    /// <summary>Creates a bucket of another account, which every request is denied to.</summary>
    /// <param name="name">3 to 63 characters of a-z, 0-9 and hyphens, with no hyphen at the ends.</param>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    public EmulatedBucket CreateForeignBucket(string name) => Create(name, isForeign: true);

    /// <summary>The bucket of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The bucket does not exist.</exception>
    public EmulatedBucket Bucket(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _service.Store.TryFind(name, out var bucket)
            ? new(bucket, _service)
            : throw new ArgumentException($"The bucket '{name}' does not exist. CreateBucket creates it.", nameof(name));
    }

    /// <summary>Forgets the requests so far.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Stops the emulator at once, and kills the jobs that it runs. What is in memory is lost; a directory stays.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _server.StopAsync();
        _server.Dispose();
        await _executor.DisposeAsync();
        _service.Store.Dispose();
    }

    private static Store OpenStore(PaiEmulatorOptions options)
    {
        try
        {
            return new(options.Directory is null ? null : new StoreDirectory(options.Directory, options.FlushToDisk));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            throw new PaiException(
                $"The directory '{options.Directory}' cannot be used, or another emulator uses it: {e.Message}", e);
        }
    }

    private async Task ServeAsync(PaiEmulatorOptions options, CancellationToken cancellationToken)
    {
        var domains = new Dictionary<string, string>(options.CustomDomains, StringComparer.OrdinalIgnoreCase);
        string[] hostNames = [.. options.HostNames];
        var reader = new RequestReader(new(domains, hostNames), new(hostNames));
        var logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<PaiEmulator>();
        var authenticator = new Authenticator(_keys, options.AnyRegion ? null : options.Region);
        var limits = options.LimitsRates ? new RateLimits(options.TimeProvider) : null;
        var pai = new PaiFace(new(_keys, options.TimeProvider), limits, new(_jobs, Dlc, _executor), new(AiWorkspace));
        var application = new OssApplication(
            reader, new(new(_service, authenticator)), pai, new(options.TimeProvider), Faults, _log, options.TimeProvider, logger);
        Endpoint = await _server.StartAsync(application, cancellationToken);
    }

    private EmulatedBucket Create(string name, bool isForeign)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!OssService.IsBucketName(name))
        {
            throw new ArgumentException(
                $"'{name}' is not a valid bucket name: 3 to 63 characters of a-z, 0-9 and hyphens, no hyphen at the ends.", nameof(name));
        }

        return new(_service.Store.Create(new(name, _service.Now(), "private", "Standard", isForeign)), _service);
    }
}

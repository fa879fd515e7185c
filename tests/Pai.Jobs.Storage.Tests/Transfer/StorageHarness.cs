using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

/// <summary>A storage that talks to an emulator over real connections, and a folder.</summary>
internal sealed class StorageHarness : IAsyncDisposable
{
    /// <summary>The smallest size of parts, so that files of some hundred KiB have several.</summary>
    public const int PartSize = 100 << 10;

    private readonly OssClient _client;

    private StorageHarness(PaiEmulator emulator)
    {
        Emulator = emulator;
        Bucket = emulator.CreateBucket("bucket");
        _client = CreateClient(emulator.AccessKey);
        Storage = new(_client, EndpointOf(emulator.Endpoint, emulator.Region), stateFolder: StateFolder);
    }

    public PaiEmulator Emulator { get; }

    public EmulatedBucket Bucket { get; }

    public OssStorage Storage { get; }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>Where checkpoints of uploads are.</summary>
    public string StateFolder => Folder / "state";

    public static async Task<StorageHarness> StartAsync() => new(await PaiEmulator.StartAsync());

    public static OssClient CreateClient(PaiAccessKey key) =>
        new(PaiCredentials.FromAccessKey(key), new() { MaxAttempts = 3, RetryDelay = TimeSpan.FromMilliseconds(1) });

    public static OssEndpoint EndpointOf(Uri endpoint, string region) =>
        OssEndpoint.Parse(endpoint.ToString().TrimEnd('/'), region: region);

    public static UploadOptions InParts { get; } = new() { PartSize = PartSize, MaxParallel = 4 };

    public static DownloadOptions PartsDown { get; } = new() { PartSize = PartSize, MaxParallel = 4 };

    /// <summary>Bytes that differ from part to part.</summary>
    public static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public int Count(EmulatedOperation operation) => Emulator.Requests.Count(r => r.Operation == operation && r.Status is >= 200 and < 300);

    /// <summary>The files in a folder that a transfer has left, and the open uploads.</summary>
    public IReadOnlyList<string> LeftOvers() =>
        [.. Folder.Files().Where(f => OwnFiles.IsOwn(Path.GetFileName(f))), .. Bucket.Uploads.Select(u => u.Id)];

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Emulator.DisposeAsync();
        Folder.Dispose();
    }
}

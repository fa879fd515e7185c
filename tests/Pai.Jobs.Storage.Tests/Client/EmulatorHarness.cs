using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

/// <summary>An emulator and a client that talks to it over real connections.</summary>
internal sealed class EmulatorHarness : IAsyncDisposable
{
    private const string Domain = "data.example.com";

    private readonly SocketsHttpHandler _handler;

    private EmulatorHarness(PaiEmulator emulator, OssAddressing addressing, PaiAccessKey? accessKey)
    {
        Emulator = emulator;
        _handler = emulator.CreateHandler();
        var endpoint = addressing switch
        {
            OssAddressing.VirtualHosted => "http://oss-cn-hangzhou.aliyuncs.com",
            OssAddressing.Path => emulator.Endpoint.OriginalString,
            _ => $"http://{Domain}",
        };
        Bucket = new("bucket", OssEndpoint.Parse(endpoint, addressing, "cn-hangzhou"));
        var options = new OssClientOptions { Handler = _handler, RetryDelay = TimeSpan.FromMilliseconds(1) };
        Client = new(PaiCredentials.FromAccessKey(accessKey ?? emulator.AccessKey), options);
    }

    public PaiEmulator Emulator { get; }

    public OssBucketAddress Bucket { get; }

    public OssClient Client { get; }

    public EmulatedBucket Stored => Emulator.Bucket(Bucket.Name);

    public static async Task<EmulatorHarness> StartAsync(
        OssAddressing addressing = OssAddressing.VirtualHosted, TimeProvider? time = null, PaiAccessKey? accessKey = null) =>
        new(
            await PaiEmulator.StartAsync(new()
            {
                Buckets = { "bucket" },
                CustomDomains = { [Domain] = "bucket" },
                TimeProvider = time ?? TimeProvider.System,
            }),
            addressing, accessKey);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await Emulator.DisposeAsync();
    }
}

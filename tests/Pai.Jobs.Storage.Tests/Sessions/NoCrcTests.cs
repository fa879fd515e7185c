using Pai.Jobs.Emulator;

namespace Pai.Jobs.Storage.Tests.Sessions;

/// <summary>A service, or a proxy before it, that gives no CRC-64.</summary>
public class NoCrcTests
{
    private const int Part = 100 << 10;

    private static readonly OssUri s_object = OssUri.Parse("oss://bucket/a");

    [Fact]
    public async Task A_small_object_is_checked_by_the_MD5_that_its_ETag_is()
    {
        await using var harness = await SessionHarness.StartAsync();
        using var handler = new WithoutCrc(harness.Emulator);
        await using var session = harness.Open(b => b.HttpHandler = handler);
        File.WriteAllText(harness.Folder / "a", "content");

        var up = await session.Storage.UploadAsync(harness.Folder / "a", s_object, cancellationToken: harness.Timeout);
        var down = await session.Storage.DownloadAsync(s_object, harness.Folder / "b", cancellationToken: harness.Timeout);

        Assert.Equal((TransferVerification.Md5, TransferVerification.Md5), (up.Verification, down.Verification));
        Assert.Equal("content", File.ReadAllText(harness.Folder / "b"));
    }

    [Fact]
    public async Task An_object_of_parts_is_said_to_be_unverified()
    {
        await using var harness = await SessionHarness.StartAsync();
        using var handler = new WithoutCrc(harness.Emulator);
        await using var session = harness.Open(b => b.HttpHandler = handler);
        var bytes = new byte[3 * Part];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(harness.Folder / "a", bytes);

        var up = await session.Storage.UploadAsync(
            harness.Folder / "a", s_object, new UploadOptions { PartSize = Part }, harness.Timeout);
        var down = await session.Storage.DownloadAsync(
            s_object, harness.Folder / "b", new DownloadOptions { PartSize = Part }, harness.Timeout);

        Assert.Equal((TransferVerification.Unverified, TransferVerification.Unverified), (up.Verification, down.Verification));
        Assert.Equal(bytes, File.ReadAllBytes(harness.Folder / "b"));
    }

    [Fact]
    public async Task Wrong_bytes_of_a_small_object_are_an_error_all_the_same()
    {
        await using var harness = await SessionHarness.StartAsync();
        using var handler = new WithoutCrc(harness.Emulator);
        await using var session = harness.Open(b => b.HttpHandler = handler);
        harness.Bucket.Put("a", "content"u8.ToArray());
        harness.Emulator.Faults.Add(new FaultRule(Fault.CorruptDownload()) { Key = "a", Operation = EmulatedOperation.GetObject });

        await Assert.ThrowsAsync<OssTransferException>(
            () => session.Storage.DownloadAsync(s_object, harness.Folder / "b", cancellationToken: harness.Timeout));

        Assert.False(File.Exists(harness.Folder / "b"));
    }

    private sealed class WithoutCrc(PaiEmulator emulator) : DelegatingHandler(emulator.CreateHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Headers.Remove("x-oss-hash-crc64ecma");
            return response;
        }
    }
}

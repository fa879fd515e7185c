namespace Pai.Jobs.Storage.Tests.Sessions;

/// <summary>The storage of a session, and outputs on OSS.</summary>
public class SessionStorageTests
{
    private static readonly OssUri s_folder = OssUri.Parse("oss://bucket/out/table/");

    [Fact]
    public async Task Files_go_up_and_come_down_with_the_settings_of_the_session()
    {
        await using var harness = await SessionHarness.StartAsync();
        Directory.CreateDirectory(harness.Folder / "up/deep");
        File.WriteAllText(harness.Folder / "up/a.txt", "one");
        File.WriteAllText(harness.Folder / "up/deep/.b", "two");

        var sent = await harness.Session.Storage.UploadAsync(harness.Folder / "up", s_folder, cancellationToken: harness.Timeout);
        await s_folder.DownloadAsync(harness.Session, harness.Folder / "down", cancellationToken: harness.Timeout);

        Assert.Equal(["out/table/a.txt", "out/table/deep/.b"], harness.Bucket.Keys);
        Assert.Equal(TransferVerification.Crc64, sent.Verification);
        Assert.Equal(("one", "two"), (File.ReadAllText(harness.Folder / "down/a.txt"), File.ReadAllText(harness.Folder / "down/deep/.b")));
        Assert.True(await OssUri.Parse("oss://bucket/out/table/a.txt").ExistsAsync(harness.Session));
        Assert.False(await OssUri.Parse("oss://bucket/out/tab/").ExistsAsync(harness.Session));
    }

    [Fact]
    public async Task An_output_on_OSS_is_listed_opened_and_downloaded()
    {
        await using var harness = await SessionHarness.StartAsync();
        harness.Bucket.Put("out/table/part/1.csv", "1,2"u8.ToArray());
        harness.Bucket.Put("out/table/z", "zz"u8.ToArray());
        harness.Bucket.Put("out/table/folder/", default);
        harness.Bucket.Put("out/table2/x", "other"u8.ToArray());
        var output = new JobOutput("table", OssUri.Parse("oss://bucket/out/table"), harness.Session.Storage);

        var files = new List<OutputFile>();
        await foreach (var file in output.ListAsync(harness.Timeout)) files.Add(file);

        Assert.Equal([("part/1.csv", 3L), ("z", 2L)], files.Select(f => (f.Path, f.Size)));
        Assert.True(await output.ExistsAsync("part/1.csv", harness.Timeout));
        Assert.False(await output.ExistsAsync("part/2.csv", harness.Timeout));
        using var reader = new StreamReader(await output.OpenReadAsync("part/1.csv", harness.Timeout));
        Assert.Equal("1,2", await reader.ReadToEndAsync(harness.Timeout));
        Assert.Equal(2, await output.DownloadAsync(harness.Folder / "down", harness.Timeout));
        Assert.Equal("zz", File.ReadAllText(harness.Folder / "down/z"));
        await Assert.ThrowsAsync<ArgumentException>(() => output.ExistsAsync("../table2/x", harness.Timeout));
    }

    [Fact]
    public async Task An_output_of_which_there_is_nothing_is_empty()
    {
        await using var harness = await SessionHarness.StartAsync();
        var output = new JobOutput("table", s_folder, harness.Session.Storage);

        Assert.Equal(0, await output.DownloadAsync(harness.Folder / "down", harness.Timeout));
        await Assert.ThrowsAsync<JobNotSupportedException>(() => new JobOutput("table", s_folder).DownloadAsync(harness.Folder / "down"));
    }

    [Fact]
    public async Task A_custom_domain_serves_one_bucket_only()
    {
        await using var harness = await SessionHarness.StartAsync();
        await using var session = harness.Open(b => (b.OssEndpoint, b.Bucket) = ("http://files.example.com", "bucket"));

        var e = await Assert.ThrowsAsync<PaiException>(
            () => session.Storage.ExistsAsync(OssUri.Parse("oss://another/x"), harness.Timeout));

        Assert.Contains("another", e.Message, StringComparison.Ordinal);
        Assert.Contains("files.example.com", e.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Emulator.Requests);
    }

    [Fact]
    public async Task A_custom_domain_without_a_region_is_an_error_before_anything_is_sent()
    {
        await using var harness = await SessionHarness.StartAsync();
        await using var session = harness.Open(b => (b.Region, b.OssEndpoint) = (null, "http://files.example.com"));

        var e = await Assert.ThrowsAsync<PaiException>(() => session.Storage.ExistsAsync(s_folder, harness.Timeout));

        Assert.Contains("region", e.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Emulator.Requests);
    }

    [Theory]
    [InlineData(PaiNetwork.Public, "bucket.oss-cn-hangzhou.aliyuncs.com")]
    [InlineData(PaiNetwork.Vpc, "bucket.oss-cn-hangzhou-internal.aliyuncs.com")]
    public async Task The_network_of_the_session_chooses_the_endpoint(PaiNetwork network, string host)
    {
        using var handler = new HostRecorder();
        await using var session = PaiSession.CreateDefault(b =>
        {
            (b.Region, b.Network, b.HttpHandler, b.Environment) = ("cn-hangzhou", network, handler, _ => null);
            b.Credentials = PaiCredentials.FromAccessKey(new("id", "secret"));
            b.UseLocal(new() { RunsDirectory = Path.GetTempPath() });
        });

        Assert.True(await session.Storage.ExistsAsync(OssUri.Parse("oss://bucket/x")));

        Assert.Equal($"https://{host}/x", handler.Uri!.GetLeftPart(UriPartial.Path));
    }

    [Fact]
    public async Task A_disposed_session_has_no_storage()
    {
        var harness = await SessionHarness.StartAsync();
        var session = harness.Session;
        await harness.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => session.Storage);
    }

    private sealed class HostRecorder : HttpMessageHandler
    {
        public Uri? Uri { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Uri = request.RequestUri;
            return Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent([]) });
        }
    }
}

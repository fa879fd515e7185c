using System.Net;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Catalog;

namespace Pai.Jobs.Emulator.Tests.Sessions;

/// <summary>A session's images and instance types, from services on the emulator under their own names.</summary>
public sealed class SessionLookupTests : IAsyncLifetime
{
    private PaiEmulator _emulator = null!;
    private PlainHandler _handler = null!;

    public async Task InitializeAsync()
    {
        _emulator = await PaiEmulator.StartAsync();
        _handler = new(_emulator.CreateHandler());
        _emulator.AiWorkspace.Images = [.. _emulator.AiWorkspace.Images, Own("image-own", "1234"), Own("image-other", "99")];
        _emulator.Dlc.InstanceTypes =
            [.. _emulator.Dlc.InstanceTypes.Select(t => t.Name == "ecs.gn6e-c12g1.3xlarge" ? t with { IsAvailable = false } : t)];
    }

    public async Task DisposeAsync()
    {
        _handler.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Images_from_the_service()
    {
        await using var session = Open();

        var image = await session.Images.RetrieveAsync("pytorch", "1.8", Accelerator.Gpu);
        Assert.Equal((false, "1.8PAI", "3.6"), (image.IsFromCatalog, image.FrameworkVersion, image.PythonVersion));
        Assert.StartsWith("registry.cn-hangzhou.aliyuncs.com/pai-dlc/pytorch-training:1.8PAI-gpu-", image.Uri, StringComparison.Ordinal);
        Assert.Equal([PaiImageScope.Training], image.Scopes);

        var all = await AllAsync(session.Images.ListAsync(new() { Scope = PaiImageScope.Training }));
        var known = CatalogImage.ReadAll().Where(i => i.Scopes.Contains("training")).ToList();
        Assert.Equal(known.Count, all.Count);
        Assert.All(known.Where(i => i.Accelerator is not null), i => Assert.Equal(
            i.Accelerator,
            all.Single(a => a.Uri == i.Uri.Replace("{region}", "cn-hangzhou", StringComparison.Ordinal)).Accelerator.ToString(),
            ignoreCase: true));
        var tensorFlow = await AllAsync(session.Images.ListAsync(new() { Framework = "TensorFlow" }));
        Assert.Equal(["TensorFlow"], tensorFlow.Select(i => i.Framework).Distinct());
        Assert.Equal(["image-own"], (await AllAsync(session.Images.ListAsync(new() { OfWorkspace = true }))).Select(i => i.Id));

        var e = await Assert.ThrowsAsync<JobException>(() => session.Images.RetrieveAsync("PyTroch"));
        Assert.Contains("Did you mean \"PyTorch\"?", e.Message, StringComparison.Ordinal);
        Assert.All(_emulator.Requests, r => Assert.Equal(200, r.Status));
    }

    [Fact]
    public async Task Every_image_for_training_is_found_by_what_its_tag_says()
    {
        await using var session = Open();
        var all = await AllAsync(session.Images.ListAsync(new() { Scope = PaiImageScope.Training }));

        foreach (var image in all.Where(i => i.FrameworkVersion is not null && i.Accelerator != Accelerator.Unspecified))
        {
            var found = await session.Images.RetrieveAsync(image.Framework, image.FrameworkVersion, image.Accelerator);
            Assert.Equal(
                (image.Framework, image.FrameworkVersion, image.Accelerator),
                (found.Framework, found.FrameworkVersion, found.Accelerator));
        }
    }

    [Fact]
    public async Task Instance_types_from_the_service()
    {
        await using var session = Open();

        var all = await AllAsync(session.InstanceTypes.ListAsync());
        Assert.Equal(_emulator.Dlc.InstanceTypes.Count, all.Count);
        Assert.All(all, t => Assert.False(t.IsFromCatalog));
        Assert.Equal(all.Select(t => t.Gpu).Order(), all.Select(t => t.Gpu));
        var v100 = await AllAsync(session.InstanceTypes.ListAsync(new() { GpuType = "V100", AvailableOnly = true, MinGpu = 1 }));
        Assert.NotEmpty(v100);
        Assert.DoesNotContain(v100, t => t.Name == "ecs.gn6e-c12g1.3xlarge");
        Assert.All(_emulator.Requests, r => Assert.Equal(200, r.Status));
    }

    [Fact]
    public async Task Without_credentials_or_a_region_the_catalog_answers_and_nothing_is_sent()
    {
        await using var noCredentials = Open(b => b.Credentials = null);
        await using var noRegion = Open(b => b.Region = null);

        foreach (var session in (PaiSession[])[noCredentials, noRegion])
        {
            Assert.True((await session.Images.RetrieveAsync("PyTorch", accelerator: Accelerator.Gpu)).IsFromCatalog);
            Assert.All(await AllAsync(session.InstanceTypes.ListAsync()), t => Assert.True(t.IsFromCatalog));
            await Assert.ThrowsAnyAsync<PaiException>(() => AllAsync(session.Images.ListAsync(new() { OfWorkspace = true })));
        }

        var image = await noCredentials.Images.RetrieveAsync("PyTorch", accelerator: Accelerator.Gpu);
        Assert.Contains(".cn-hangzhou.", image.Uri, StringComparison.Ordinal);
        image = await noRegion.Images.RetrieveAsync("PyTorch", accelerator: Accelerator.Gpu);
        Assert.Contains(".{region}.", image.Uri, StringComparison.Ordinal);
        Assert.Empty(_emulator.Requests);
    }

    [Fact]
    public async Task Credentials_that_are_half_set_are_an_error()
    {
        await using var session = Open(b =>
        {
            b.Credentials = null;
            b.Environment = name => name == "ALIBABA_CLOUD_ACCESS_KEY_ID" ? "id" : null;
        });

        await Assert.ThrowsAsync<PaiCredentialsException>(() => session.Images.RetrieveAsync("PyTorch"));
        await Assert.ThrowsAsync<PaiCredentialsException>(() => AllAsync(session.InstanceTypes.ListAsync()));
    }

    [Fact]
    public async Task A_region_that_is_none_is_named()
    {
        await using var session = Open(b => b.Region = "Hangzhou!");

        var e = await Assert.ThrowsAsync<JobException>(() => session.Images.RetrieveAsync("PyTorch"));
        Assert.Contains("\"Hangzhou!\" is not a region id", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "aiworkspace-vpc.cn-hangzhou.aliyuncs.com", "pai-dlc-vpc.cn-hangzhou.aliyuncs.com")]
    [InlineData(false, "aiworkspace.cn-hangzhou.aliyuncs.com", "pai-dlc.cn-hangzhou.aliyuncs.com")]
    public async Task Auto_probes_the_endpoint_of_the_service_once(bool isReached, params string[] hosts)
    {
        var asked = new List<string>();
        await using var session = Open(b =>
        {
            b.Network = PaiNetwork.Auto;
            // A clock that stands still: the probe has the time that a busy machine takes.
            b.NetworkProbe = new(
                new FakeTimeProvider(),
                (host, _) =>
                {
                    asked.Add(host);
                    return Task.FromResult<IPAddress[]>(isReached ? [IPAddress.Loopback] : []);
                },
                _emulator.Endpoint.Port);
        });
        Assert.Empty(asked);

        await session.Images.RetrieveAsync("PyTorch", accelerator: Accelerator.Gpu);
        await AllAsync(session.InstanceTypes.ListAsync());

        Assert.Equal(["aiworkspace-vpc.cn-hangzhou.aliyuncs.com"], asked);
        Assert.Equal(hosts, _handler.Hosts);
    }

    [Fact]
    public async Task Endpoints_that_are_set_need_no_region()
    {
        await using var session = Open(b =>
        {
            (b.Region, b.HttpHandler) = (null, null);
            b.Dlc = new() { Endpoint = _emulator.Endpoint.ToString(), WorkspaceEndpoint = _emulator.Endpoint.ToString() };
        });

        Assert.False((await session.Images.RetrieveAsync("PyTorch", accelerator: Accelerator.Gpu)).IsFromCatalog);
        Assert.All(await AllAsync(session.InstanceTypes.ListAsync()), t => Assert.False(t.IsFromCatalog));
    }

    [Fact]
    public async Task A_disposed_session_has_neither()
    {
        var session = Open();
        var images = session.Images;
        await session.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => session.Images);
        Assert.Throws<ObjectDisposedException>(() => session.InstanceTypes);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => images.RetrieveAsync("PyTorch"));
    }

    private static EmulatedImage Own(string id, string workspace) =>
        new(id, "own", $"registry.example.com/{id}:1") { WorkspaceId = workspace };

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }

    private PaiSession Open(Action<PaiSessionBuilder>? configure = null) => PaiSession.CreateDefault(b =>
    {
        b.Environment = name => name == "ALIBABA_CLOUD_ECS_METADATA_DISABLED" ? "true" : null;
        (b.Region, b.WorkspaceId, b.HttpHandler) = (_emulator.Region, "1234", _handler);
        b.Credentials = PaiCredentials.FromAccessKey(_emulator.AccessKey);
        b.UseLocal(new() { RunsDirectory = Path.GetTempPath() });
        configure?.Invoke(b);
    });

    /// <summary>The emulator has no certificate for the names of the services: what is to go by HTTPS goes without.</summary>
    private sealed class PlainHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly List<string> _hosts = [];

        /// <summary>The hosts, once where several requests in a row are for one.</summary>
        public IReadOnlyList<string> Hosts => _hosts;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var uri = request.RequestUri!;
            lock (_hosts)
                if (_hosts.Count == 0 || _hosts[^1] != uri.Host) _hosts.Add(uri.Host);
            request.RequestUri = new(
                uri.OriginalString.Replace("https://", "http://", StringComparison.Ordinal),
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            return base.SendAsync(request, cancellationToken);
        }
    }
}

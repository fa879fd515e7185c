using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Sessions;

namespace Pai.Jobs.Storage.Tests.Sessions;

/// <summary>The probe for internal endpoints, on listeners of this machine and name servers that are functions.</summary>
public sealed class NetworkProbeTests : IDisposable
{
    private const string Host = "pai-dlc-vpc.cn-hangzhou.aliyuncs.com";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _asked = [];

    public NetworkProbeTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_host_that_answers_is_reached()
    {
        Assert.True(await Probe(IPAddress.Loopback).CanConnectAsync(Host));
        Assert.Equal([Host], _asked);
    }

    [Fact]
    public async Task One_of_its_addresses_is_enough() =>
        Assert.True(await Probe(IPAddress.Parse("127.0.0.9"), IPAddress.IPv6Loopback, IPAddress.Loopback).CanConnectAsync(Host));

    [Fact]
    public async Task A_port_that_nothing_listens_on_is_not_reached()
    {
        var probe = Probe(IPAddress.Loopback);
        _listener.Stop();

        Assert.False(await probe.CanConnectAsync(Host));
    }

    [Fact]
    public async Task A_host_without_an_address_is_not_reached()
    {
        Assert.False(await Probe().CanConnectAsync(Host));
        var failing = new NetworkProbe(_clock, (_, _) => throw new SocketException((int)SocketError.HostNotFound), Port);
        Assert.False(await failing.CanConnectAsync(Host));
    }

    [Fact]
    public async Task A_name_server_that_is_silent_costs_one_second()
    {
        var never = new TaskCompletionSource<IPAddress[]>();
        var probe = new NetworkProbe(_clock, (_, _) => never.Task, Port);

        var answer = probe.CanConnectAsync(Host);
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(answer.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await answer);
    }

    [Fact]
    public async Task It_is_asked_once_for_a_session_and_only_for_auto()
    {
        var choice = Choice("auto", IPAddress.Loopback);
        Assert.Empty(_asked);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => choice.FindAsync(i == 0 ? Host : "other", CancellationToken.None).AsTask()));
        Assert.All(answers, network => Assert.Equal(PaiNetwork.Vpc, network));
        Assert.Single(_asked);

        Assert.Equal(PaiNetwork.Vpc, await Choice("vpc").FindAsync(Host, CancellationToken.None));
        Assert.Equal(PaiNetwork.Public, await Choice("public").FindAsync(Host, CancellationToken.None));
        Assert.Equal(PaiNetwork.Public, await Choice(null).FindAsync(Host, CancellationToken.None));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_the_answer_to_the_others()
    {
        var addresses = new TaskCompletionSource<IPAddress[]>();
        var choice = new NetworkChoice(Settings("auto"), new(_clock, (_, _) => addresses.Task, Port), NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var impatient = choice.FindAsync(Host, stop.Token).AsTask();
        var patient = choice.FindAsync(Host, CancellationToken.None).AsTask();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        addresses.SetResult([IPAddress.Loopback]);

        Assert.Equal(PaiNetwork.Vpc, await patient);
    }

    [Theory]
    [InlineData(true, "oss-cn-hangzhou-internal.aliyuncs.com")]
    [InlineData(false, "oss-cn-hangzhou.aliyuncs.com")]
    public async Task Auto_chooses_the_endpoint_of_OSS(bool isReached, string host)
    {
        var endpoints = new BucketEndpoints(Settings("auto"), Choice("auto", isReached ? [IPAddress.Loopback] : []).FindAsync);
        var location = OssUri.Parse("oss://bucket/x");

        Assert.Equal($"https://{host}", await OriginAsync(endpoints, location));
        Assert.Equal($"https://{host}", await OriginAsync(endpoints, location));
        Assert.Equal(["oss-cn-hangzhou-internal.aliyuncs.com"], _asked);
    }

    [Fact]
    public async Task An_endpoint_that_is_named_needs_no_network()
    {
        var choice = Choice("auto", IPAddress.Loopback);
        var endpoints = new BucketEndpoints(Settings("auto"), choice.FindAsync);
        Assert.Equal(
            "https://oss-cn-beijing.aliyuncs.com",
            await OriginAsync(endpoints, OssUri.Parse("oss://bucket.oss-cn-beijing.aliyuncs.com/x")));
        var settings = Settings("auto").Value with { OssEndpoint = new("oss-cn-shanghai.aliyuncs.com", "code") };
        endpoints = new(new(settings), choice.FindAsync);
        Assert.Equal("https://oss-cn-shanghai.aliyuncs.com", await OriginAsync(endpoints, OssUri.Parse("oss://bucket/x")));
        Assert.Empty(_asked);
    }

    [Theory]
    [InlineData("auto", null)]
    [InlineData("AUTO ", null)]
    [InlineData(null, PaiNetwork.Auto)]
    public async Task Auto_is_a_setting(string? variable, PaiNetwork? option)
    {
        await using var session = PaiSession.CreateDefault(b =>
        {
            (b.Environment, b.Network) = (name => name == "PAI_NETWORK_TYPE" ? variable : null, option);
            b.UseLocal(new() { RunsDirectory = Path.GetTempPath() });
        });

        Assert.Equal("auto", session.Settings.Network!.Value);
    }

    private static async Task<string> OriginAsync(BucketEndpoints endpoints, OssUri location) =>
        (await endpoints.AddressOfAsync(location, CancellationToken.None)).Endpoint.ToString();

    private static Lazy<PaiSettings> Settings(string? network) => new(new PaiSettings
    {
        Region = new("cn-hangzhou", "code"),
        Network = network is null ? null : new(network, "code"),
    });

    private NetworkChoice Choice(string? network, params IPAddress[] addresses) =>
        new(Settings(network), Probe(addresses), NullLogger.Instance);

    private NetworkProbe Probe(params IPAddress[] addresses) => new(
        _clock,
        (host, _) =>
        {
            lock (_asked) _asked.Add(host);
            return Task.FromResult(addresses);
        },
        Port);
}

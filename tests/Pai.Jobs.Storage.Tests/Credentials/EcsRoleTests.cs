using System.Net;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Storage.Tests;

public sealed class EcsRoleTests : IDisposable
{
    private readonly CredentialWorld _world = new();

    public void Dispose() => _world.Dispose();

    private PaiCredentials Credentials(string? role = null) => CredentialFactory.EcsRole(role, _world.Context);

    /// <summary>A metadata service, as its three paths answer.</summary>
    private void Serve(
        Func<HttpResponseMessage>? token = null,
        Func<HttpResponseMessage>? role = null,
        Func<ScriptedRequest, HttpResponseMessage>? key = null) => _world.Handler.AnswerWith(r => r.Uri.AbsolutePath switch
        {
            "/latest/api/token" => token?.Invoke() ?? Plain("imds-token"),
            "/latest/meta-data/ram/security-credentials/" => role?.Invoke() ?? Plain("my-role\n"),
            "/latest/meta-data/ram/security-credentials/my-role" =>
                key?.Invoke(r) ?? ScriptedService.Json(_world.Session(TimeSpan.FromHours(6))),
            _ => throw new InvalidOperationException(r.Uri.ToString()),
        });

    private static HttpResponseMessage Plain(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };

    [Fact]
    public async Task Token_role_and_key_are_asked_for()
    {
        Serve();
        Assert.Equal(CredentialWorld.Token, (await Credentials().GetAsync()).SecurityToken);

        Assert.Equal(["PUT", "GET", "GET"], _world.Handler.Requests.Select(r => r.Method));
        Assert.Equal("21600", _world.Handler.Requests[0].Headers["X-aliyun-ecs-metadata-token-ttl-seconds"]);
        Assert.All(_world.Handler.Requests.Skip(1), r => Assert.Equal("imds-token", r.Headers["X-aliyun-ecs-metadata-token"]));
        Assert.All(_world.Handler.Requests, r => Assert.Equal("100.100.100.200", r.Uri.Host));
    }

    [Fact]
    public async Task A_role_that_is_named_is_not_asked_for()
    {
        Serve();
        await Credentials("my-role").GetAsync();
        _world.Variables["ALIBABA_CLOUD_ECS_METADATA"] = "my-role";
        await Credentials().GetAsync();
        Assert.Equal(4, _world.Handler.Requests.Count);
    }

    [Fact]
    public async Task Without_a_token_the_service_is_asked_without_unless_that_is_forbidden()
    {
        Serve(token: () => new(HttpStatusCode.NotFound));
        await Credentials().GetAsync();
        Assert.All(_world.Handler.Requests.Skip(1), r => Assert.DoesNotContain("X-aliyun-ecs-metadata-token", r.Headers.Keys));

        _world.Variables["ALIBABA_CLOUD_IMDSV1_DISABLED"] = "true";
        var e = await CredentialWorld.FailsAsync(Credentials());
        Assert.Contains("ALIBABA_CLOUD_IMDSV1_DISABLED", e.Message, StringComparison.Ordinal);
        Assert.Contains("HTTP status 404", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_left_out()
    {
        Serve(key: r => r.Headers.ContainsKey("X-aliyun-ecs-metadata-token")
            ? new(HttpStatusCode.Forbidden)
            : ScriptedService.Json(_world.Session(TimeSpan.FromHours(6))));
        Assert.Equal("STS.abc", (await Credentials().GetAsync()).Id);
    }

    [Fact]
    public async Task An_instance_without_a_role_is_told_from_a_machine_that_is_none()
    {
        Serve(role: () => new(HttpStatusCode.NotFound));
        Assert.Contains("No RAM role is attached", (await CredentialWorld.FailsAsync(Credentials())).Message, StringComparison.Ordinal);

        Serve(token: () => throw new HttpRequestException(HttpRequestError.ConnectionError, "x"));
        Assert.Contains("Is this an ECS instance?", (await CredentialWorld.FailsAsync(Credentials())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_never_answers_costs_a_short_time()
    {
        _world.Handler.Answer = async (_, token) =>
        {
            var never = new TaskCompletionSource<HttpResponseMessage>();
            await using var registration = token.Register(() => never.TrySetCanceled(token));
            _world.Clock.Advance(TimeSpan.FromSeconds(1.5));
            return await never.Task;
        };
        var start = _world.Clock.GetUtcNow();

        var e = await CredentialWorld.FailsAsync(Credentials());

        Assert.Contains("no answer within 1.5 s", e.Message, StringComparison.Ordinal);
        Assert.True(_world.Clock.GetUtcNow() - start <= TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("""{"Code":"Failed","AccessKeySecret":"Zs3cretZ"}""", "code Failed")]
    [InlineData("""{"Code":"Zt0ken with spaces"}""", "code of an error")]
    [InlineData("""{"Code":"Success","AccessKeyId":"a","AccessKeySecret":"Zs3cretZ"}""", "has no \"SecurityToken\"")]
    [InlineData("Zs3cretZ", "not valid JSON")]
    public async Task An_answer_without_a_key_is_an_error_without_its_content(string body, string expected)
    {
        Serve(key: _ => ScriptedService.Json(body));
        Assert.Contains(expected, (await CredentialWorld.FailsAsync(Credentials())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../secrets")]
    [InlineData("a\nb")]
    public async Task A_name_that_is_no_role_is_not_put_into_a_path_and_the_service_is_taken_for_another(string name)
    {
        Serve(role: () => Plain(name));
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Equal(2, _world.Handler.Requests.Count);
        Assert.Equal(6, e.Attempts.Count);
        if (name.Length > 0) await CredentialWorld.FailsAsync(Credentials(name));
    }

    [Fact]
    public async Task An_answer_that_has_no_end_is_cut()
    {
        Serve(
            token: () => new(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[300 << 10]) },
            role: () => new(HttpStatusCode.NotFound));
        await CredentialWorld.FailsAsync(Credentials());
        Assert.DoesNotContain("X-aliyun-ecs-metadata-token", _world.Handler.Requests[1].Headers.Keys);
    }
}

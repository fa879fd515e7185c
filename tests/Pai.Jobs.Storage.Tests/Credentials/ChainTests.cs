using System.Net;

namespace Pai.Jobs.Storage.Tests;

public sealed class ChainTests : IDisposable
{
    private readonly CredentialWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Without_any_source_each_one_says_what_it_looked_for_and_where()
    {
        var e = await CredentialWorld.FailsAsync(_world.Default());

        Assert.Equal(
            ["env", "oidc_role_arn", "cli_profile", "profile", "ecs_ram_role", "credentials_uri"], e.Attempts.Select(a => a.Source));
        foreach (var part in (string[])[
            "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are not set",
            "ALIBABA_CLOUD_ROLE_ARN and ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE are not set",
            $"{_world.CliPath} does not exist",
            $"{_world.Home}/.alibabacloud/credentials.ini, {_world.Home}/.alibabacloud/credentials.",
            "100.100.100.200 does not answer",
            "ALIBABA_CLOUD_CREDENTIALS_URI is not set",
            "or run: aliyun configure"])
        {
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        }

        Assert.Single(_world.Handler.Requests);
    }

    [Fact]
    public async Task Sources_are_asked_in_the_order_of_the_official_libraries()
    {
        var now = TimeSpan.FromHours(1);
        _world.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = "http://localhost:8080/key";
        _world.Handler.AnswerWith(
            r => r.Uri.Host == "localhost" ? ScriptedService.Json(_world.Session(now, "STS.uri")) : new(HttpStatusCode.NotFound));
        Assert.Equal("STS.uri", (await _world.Default().GetAsync()).Id);

        _world.Handler.AnswerWith(r => r.Uri.AbsolutePath switch
        {
            "/latest/api/token" => new(HttpStatusCode.OK) { Content = new StringContent("imds") },
            "/latest/meta-data/ram/security-credentials/" => new(HttpStatusCode.OK) { Content = new StringContent("role\n") },
            _ when r.Uri.Host == "localhost" => throw new InvalidOperationException("not its turn"),
            _ when r.Uri.Host.StartsWith("sts", StringComparison.Ordinal) => ScriptedService.Json(_world.StsAnswer(now, "STS.oidc")),
            _ => ScriptedService.Json(_world.Session(now, "STS.ecs")),
        });
        Assert.Equal("STS.ecs", (await _world.Default().GetAsync()).Id);

        _world.Write(
            ".alibabacloud/credentials",
            $"[default]\ntype = access_key\naccess_key_id = LTAIini\naccess_key_secret = {CredentialWorld.Secret}\n");
        Assert.Equal("LTAIini", (await _world.Default().GetAsync()).Id);

        _world.WriteCli("p", $$"""{"name":"p","mode":"AK","access_key_id":"LTAIcli","access_key_secret":"{{CredentialWorld.Secret}}"}""");
        var cli = _world.Default();
        Assert.Equal("LTAIcli", (await cli.GetAsync()).Id);
        Assert.Equal("default/cli_profile/static_ak: access key LTAI...", cli.ToString());

        _world.Variables["ALIBABA_CLOUD_ROLE_ARN"] = "acs:ram::1:role/r";
        _world.Variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "acs:ram::1:oidc-provider/p";
        _world.Variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = _world.Write("token", "oidc-token");
        Assert.Equal("STS.oidc", (await _world.Default().GetAsync()).Id);

        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAIenv";
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = CredentialWorld.Secret;
        Assert.Equal("LTAIenv", (await _world.Default().GetAsync()).Id);
    }

    [Fact]
    public async Task A_source_that_is_set_up_but_fails_ends_the_search()
    {
        _world.Variables["ALIBABA_CLOUD_ROLE_ARN"] = "acs:ram::1:role/r";
        _world.Variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "acs:ram::1:oidc-provider/p";
        _world.Variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = Path.Combine(_world.Home, "missing");
        _world.WriteCli("p", $$"""{"name":"p","mode":"AK","access_key_id":"LTAIcli","access_key_secret":"{{CredentialWorld.Secret}}"}""");

        var e = await CredentialWorld.FailsAsync(_world.Default());

        Assert.Equal(["env", "oidc_role_arn"], e.Attempts.Select(a => a.Source));
        Assert.Contains("missing does not exist", e.Message, StringComparison.Ordinal);
        Assert.Contains("Later sources are not tried", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_OIDC_TOKEN_FILE", true)]
    [InlineData("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", true)]
    [InlineData("ALIBABA_CLOUD_ROLE_ARN", false)]
    public async Task An_identity_provider_that_is_set_in_part_is_an_error_but_a_role_alone_is_not(string variable, bool isError)
    {
        _world.Variables[variable] = "/x";
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Equal(isError ? 2 : 6, e.Attempts.Count);
        Assert.Equal(isError, e.Message.Contains($"{variable} is set, but", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_source_that_has_answered_is_kept_and_after_a_failure_all_are_tried_again()
    {
        var credentials = _world.Default();
        await CredentialWorld.FailsAsync(credentials);
        _world.WriteCli("p", $$"""{"name":"p","mode":"AK","access_key_id":"LTAIcli","access_key_secret":"{{CredentialWorld.Secret}}"}""");
        Assert.Equal("LTAIcli", (await credentials.GetAsync()).Id);

        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAIenv";
        _world.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = CredentialWorld.Secret;
        _world.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("LTAIcli", (await credentials.GetAsync()).Id);
    }

    [Fact]
    public async Task Sources_can_be_switched_off()
    {
        _world.Variables["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"] = "TRUE";
        _world.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "1";
        _world.WriteCli("p", $$"""{"name":"p","mode":"AK","access_key_id":"LTAIcli","access_key_secret":"{{CredentialWorld.Secret}}"}""");

        var e = await CredentialWorld.FailsAsync(_world.Default());

        Assert.Contains("disabled by the variable ALIBABA_CLOUD_CLI_PROFILE_DISABLED", e.Message, StringComparison.Ordinal);
        Assert.Contains("disabled by the variable ALIBABA_CLOUD_ECS_METADATA_DISABLED", e.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Handler.Requests);
    }

    [Fact]
    public async Task A_profile_that_is_asked_for_by_name_may_be_in_either_file_and_must_be_in_one()
    {
        _world.WriteCli("p", $$"""{"name":"p","mode":"AK","access_key_id":"LTAIcli","access_key_secret":"{{CredentialWorld.Secret}}"}""");
        _world.Write(
            ".alibabacloud/credentials.ini",
            $"[work]\ntype=access_key\naccess_key_id=LTAIwork\naccess_key_secret={CredentialWorld.Secret}\n");
        _world.Variables["ALIBABA_CLOUD_PROFILE"] = "work";
        Assert.Equal("LTAIwork", (await _world.Default().GetAsync()).Id);
        Assert.Equal("LTAIwork", (await PaiCredentials.FromProfile("work", _world.Options).GetAsync()).Id);

        _world.Variables["ALIBABA_CLOUD_PROFILE"] = "worl";
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Equal("profile", e.Attempts[^1].Source);
        Assert.Contains("Profiles: p.", e.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"work\"?", e.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Handler.Requests);
    }
}

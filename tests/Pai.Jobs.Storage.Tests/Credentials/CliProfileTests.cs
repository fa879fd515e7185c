using System.Net;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Storage.Tests;

public sealed class CliProfileTests : IDisposable
{
    private const string Pair = $"\"access_key_id\":\"LTAI5\",\"access_key_secret\":\"{CredentialWorld.Secret}\"";

    private readonly CredentialWorld _world = new();

    public void Dispose() => _world.Dispose();

    private Task<PaiAccessKey> GetAsync() => Credentials().GetAsync().AsTask();

    private PaiCredentials Credentials() => CredentialFactory.Profile("p", _world.Context);

    [Theory]
    [InlineData("AK", null)]
    [InlineData("ak", null)]
    [InlineData("StsToken", CredentialWorld.Token)]
    [InlineData("ststoken", CredentialWorld.Token)]
    public async Task Keys_in_the_file_are_used_whatever_the_case_of_the_mode(string mode, string? token)
    {
        _world.WriteCli("p", $$"""{"name":"p","mode":"{{mode}}",{{Pair}},"sts_token":"{{CredentialWorld.Token}}","new_field":[1]}""");
        var key = await GetAsync();
        Assert.Equal(("LTAI5", CredentialWorld.Secret, token), (key.Id, key.Secret, key.SecurityToken));
    }

    [Fact]
    public async Task A_session_in_the_file_has_its_end_and_is_read_again_before_it()
    {
        _world.WriteCli("p", Session("STS.one", TimeSpan.FromMinutes(20)));
        var credentials = Credentials();
        Assert.Equal(_world.Clock.GetUtcNow().AddMinutes(20), (await credentials.GetAsync()).Expiration);

        _world.Clock.Advance(TimeSpan.FromMinutes(16));
        _world.WriteCli("p", Session("STS.two", TimeSpan.FromMinutes(60)));
        Assert.Equal("STS.two", (await credentials.GetAsync()).Id);

        _world.Clock.Advance(TimeSpan.FromMinutes(61));
        var e = await CredentialWorld.FailsAsync(credentials);
        Assert.Contains("its session ended at 2026-01-02T04:20:05Z", e.Message, StringComparison.Ordinal);

        string Session(string id, TimeSpan life) =>
            $$"""
            {"name":"p","mode":"StsToken","access_key_id":"{{id}}","access_key_secret":"{{CredentialWorld.Secret}}",
             "sts_token":"{{CredentialWorld.Token}}","sts_expiration":{{_world.UnixTime(life)}}}
            """;
    }

    [Theory]
    [InlineData("""{"name":"p","mode":"AK","access_key_id":"LTAI"}""", "has no access_key_secret")]
    [InlineData("""{"name":"p","mode":"AK"}""", "has no access_key_id")]
    [InlineData("""{"name":"p","mode":"StsToken","access_key_id":"LTAI","access_key_secret":"s"}""", "has no sts_token")]
    [InlineData("""{"name":"p","mode":"RamRoleArn","access_key_id":"LTAI","access_key_secret":"s"}""", "has no ram_role_arn")]
    [InlineData("""{"name":"p","mode":"OIDC","ram_role_arn":"acs:ram::1:role/r"}""", "has no oidc_provider_arn")]
    [InlineData("""{"name":"p","mode":"ChainableRamRoleArn","ram_role_arn":"acs:ram::1:role/r"}""", "has no source_profile")]
    [InlineData("""{"name":"p","mode":"External"}""", "has no process_command")]
    [InlineData("""{"name":"p","mode":"CredentialsURI"}""", "has no credentials_uri")]
    [InlineData("""{"name":"p","mode":"CloudSSO"}""", "has no cloud_sso_sign_in_url")]
    [InlineData("""{"name":"p","mode":"OAuth","oauth_access_token":"Zt0ken"}""", "has no session. Let the CLI renew it")]
    [InlineData("""{"name":"p","mode":"BearerToken","bearer_token":"Zt0ken"}""", "the mode BearerToken is not supported. Use AK, StsToken")]
    [InlineData("""{"name":"p","mode":"StsTokn"}""", "the mode \"StsTokn\" is unknown. Did you mean StsToken?")]
    public async Task A_profile_that_is_incomplete_or_unknown_is_an_error_that_names_it(string profile, string expected)
    {
        _world.WriteCli("p", profile);
        var e = await CredentialWorld.FailsAsync(Credentials());
        Assert.Contains("\"p\"", e.Message, StringComparison.Ordinal);
        Assert.Contains(_world.CliPath, e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Single(e.Attempts);
    }

    [Theory]
    [InlineData("""{"name":"default","mode":"AK","access_key_id":"","access_key_secret":""}""", 6)]
    [InlineData("""{"name":"default","mode":"AK","access_key_id":"LTAI","access_key_secret":""}""", 3)]
    [InlineData("""{"name":"other","mode":"AK","access_key_id":"LTAI","access_key_secret":"s"}""", 3)]
    public async Task An_empty_current_profile_is_passed_over_and_one_in_part_is_not(string profile, int attempts)
    {
        _world.WriteCli("default", profile);
        Assert.Equal(attempts, (await CredentialWorld.FailsAsync(_world.Default())).Attempts.Count);
    }

    [Theory]
    [InlineData("{\n  \"current\": \"Zs3cretZ", "line 2, byte")]
    [InlineData("[]", "not an object")]
    [InlineData("""{"profiles":7}""", "is not a list")]
    [InlineData("""{"current":"\ud800"}""", "not valid Unicode")]
    public async Task A_broken_file_is_an_error_with_the_place_and_without_the_content(string content, string expected)
    {
        _world.Write(".aliyun/config.json", content);
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Contains(_world.CliPath, e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_a_variable_names_must_exist()
    {
        _world.Variables["ALIBABA_CLOUD_CONFIG_FILE"] = Path.Combine(_world.Home, "cli.json");
        var e = await CredentialWorld.FailsAsync(_world.Default());
        Assert.Contains("the variable ALIBABA_CLOUD_CONFIG_FILE names it", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_warned_of_once()
    {
        _world.WriteCli("p", $$"""{"name":"p","mode":"AK",{{Pair}}}""");
        await GetAsync();
        Assert.Empty(_world.Log.Warnings);

        File.SetUnixFileMode(_world.CliPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await GetAsync();
        await GetAsync();
        Assert.Contains(_world.CliPath, Assert.Single(_world.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_assumed_with_all_that_the_profile_says()
    {
        _world.WriteCli("p", $$"""
            {"name":"p","mode":"RamRoleArn",{{Pair}},"ram_role_arn":"acs:ram::1:role/r","ram_session_name":"me@home","expired_seconds":900,
             "external_id":"ext","policy":"{\"Version\":\"1\"}","sts_region":"cn-beijing","enable_vpc":true}
            """);
        _world.Handler.AnswerWith(_ => ScriptedService.Json(_world.StsAnswer(TimeSpan.FromMinutes(15))));

        Assert.Equal("STS.abc", (await GetAsync()).Id);

        var request = Assert.Single(_world.Handler.Requests);
        Assert.Equal("https://sts-vpc.cn-beijing.aliyuncs.com/", request.Uri.AbsoluteUri);
        var form = request.Form;
        Assert.Equal(
            ("acs:ram::1:role/r", "me@home", "900", "ext", "{\"Version\":\"1\"}", "LTAI5"),
            (form["RoleArn"], form["RoleSessionName"], form["DurationSeconds"], form["ExternalId"], form["Policy"], form["AccessKeyId"]));
        Assert.DoesNotContain("SecurityToken", form.Keys);
    }

    [Fact]
    public async Task Profiles_can_be_chained()
    {
        _world.WriteCli(
            "p",
            """{"name":"p","mode":"ChainableRamRoleArn","source_profile":"q","ram_role_arn":"acs:ram::1:role/outer"}""",
            """{"name":"q","mode":"ChainableRamRoleArn","source_profile":"r","ram_role_arn":"acs:ram::1:role/inner"}""",
            $$"""{"name":"r","mode":"AK",{{Pair}}}""");
        _world.Handler.AnswerWith(r => ScriptedService.Json(_world.StsAnswer(
            TimeSpan.FromHours(1), r.Form["RoleArn"].EndsWith("inner", StringComparison.Ordinal) ? "STS.inner" : "STS.outer")));
        var credentials = Credentials();

        Assert.Equal("STS.outer", (await credentials.GetAsync()).Id);

        Assert.Equal(["LTAI5", "STS.inner"], _world.Handler.Requests.Select(r => r.Form["AccessKeyId"]));
        Assert.Equal(CredentialWorld.Token, _world.Handler.Requests[1].Form["SecurityToken"]);
        Assert.StartsWith("cli_profile/ram_role_arn/ram_role_arn/static_ak", credentials.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p", "form a circle: p -> p")]
    [InlineData("q", "form a circle: p -> q -> p")]
    [InlineData("none", "has no profile \"none\", the source_profile of \"p\"")]
    public async Task A_circle_of_profiles_and_a_missing_source_are_errors(string source, string expected)
    {
        _world.WriteCli(
            "p",
            $$"""{"name":"p","mode":"ChainableRamRoleArn","source_profile":"{{source}}","ram_role_arn":"acs:ram::1:role/r"}""",
            """{"name":"q","mode":"ChainableRamRoleArn","source_profile":"p","ram_role_arn":"acs:ram::1:role/r"}""");
        Assert.Contains(expected, (await CredentialWorld.FailsAsync(Credentials())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_with_cloud_sso_is_exchanged_for_a_session()
    {
        WriteCloudSso(TimeSpan.FromMinutes(5));
        _world.Handler.AnswerWith(_ => ScriptedService.Json(
            $$"""{"CloudCredential":{{_world.Session(TimeSpan.FromHours(1))}},"RequestId":"R"}"""));

        Assert.Equal(CredentialWorld.Token, (await GetAsync()).SecurityToken);

        var request = Assert.Single(_world.Handler.Requests);
        Assert.Equal("https://signin-cn-shanghai.alibabacloudsso.com/cloud-credentials", request.Uri.AbsoluteUri);
        Assert.Equal("Bearer " + CredentialWorld.Token, request.Headers["Authorization"]);
        Assert.Equal("""{"AccountId":"1\u0022","AccessConfigurationId":"ac-1"}""", request.Body);
    }

    [Fact]
    public async Task A_login_with_cloud_sso_that_has_ended_or_is_refused_asks_for_another()
    {
        WriteCloudSso(TimeSpan.FromSeconds(-1));
        var ended = await CredentialWorld.FailsAsync(Credentials());
        Assert.Contains(
            "ended at 2026-01-02T03:04:04Z. Log in again: aliyun configure --mode CloudSSO", ended.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Handler.Requests);

        WriteCloudSso(TimeSpan.FromMinutes(5));
        _world.Handler.AnswerWith(_ => ScriptedService.Json(
            $$"""{"Code":"Forbidden","Message":"token {{CredentialWorld.Token}}","RequestId":"R-9"}""", HttpStatusCode.Forbidden));
        var refused = await CredentialWorld.FailsAsync(Credentials());
        Assert.Equal(("Forbidden", "R-9"), (refused.Code, refused.RequestId));
        Assert.Contains("Log in again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_oauth_is_used_while_it_lasts_and_never_renewed()
    {
        _world.WriteCli("p", $$"""
            {"name":"p","mode":"OAuth",{{Pair}},"sts_token":"{{CredentialWorld.Token}}",
             "sts_expiration":{{_world.UnixTime(TimeSpan.FromMinutes(10))}},
             "oauth_site_type":"CN","oauth_access_token":"Zt0ken1","oauth_refresh_token":"Zt0ken2","oauth_access_token_expire":1}
            """);
        var before = File.ReadAllText(_world.CliPath);
        var credentials = Credentials();
        Assert.Equal(CredentialWorld.Token, (await credentials.GetAsync()).SecurityToken);

        _world.Clock.Advance(TimeSpan.FromMinutes(10));
        var e = await CredentialWorld.FailsAsync(credentials);

        Assert.Contains("aliyun configure --mode OAuth --profile p", e.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Handler.Requests);
        Assert.Equal(before, File.ReadAllText(_world.CliPath));
    }

    [Theory]
    [InlineData("External", "\"process_command\":\"echo Zs3cretZ\"")]
    [InlineData("CredentialsURI", "\"credentials_uri\":\"http://localhost/\"")]
    public async Task Programs_and_uris_of_profiles_can_be_switched_off(string mode, string field)
    {
        _world.Variables["ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"] = "1";
        _world.WriteCli("p", $$"""{"name":"p","mode":"{{mode}}",{{field}}}""");
        var e = await CredentialWorld.FailsAsync(Credentials());
        Assert.Contains("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS", e.Message, StringComparison.Ordinal);
    }

    private void WriteCloudSso(TimeSpan left) => _world.WriteCli("p", $$"""
        {"name":"p","mode":"CloudSSO","cloud_sso_sign_in_url":"https://signin-cn-shanghai.alibabacloudsso.com/start/login",
         "cloud_sso_account_id":"1\"","cloud_sso_access_config":"ac-1","access_token":"{{CredentialWorld.Token}}",
         "cloud_sso_access_token_expire":{{_world.UnixTime(left)}}}
        """);
}

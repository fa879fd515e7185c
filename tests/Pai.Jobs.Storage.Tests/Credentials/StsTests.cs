using System.Net;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Storage.Tests;

public sealed class StsTests : IDisposable
{
    private static readonly AssumeRoleOptions s_role = new() { RoleArn = "acs:ram::1:role/r", SessionName = "me" };

    private readonly CredentialWorld _world = new();

    public void Dispose() => _world.Dispose();

    private PaiCredentials AssumeRole(AssumeRoleOptions? role = null, TimeProvider? clock = null) => CredentialFactory.AssumeRole(
        PaiCredentials.FromAccessKey(new("LTAI", CredentialWorld.Secret, CredentialWorld.Token)),
        role ?? s_role,
        clock is null ? _world.Context : new(_world.Options with { TimeProvider = clock }, _world.Handler));

    public static TheoryData<string, bool, string> Vectors => new()
    {
        { "GET", false, "ju4SE1ej9fr8WqZxgQCDgL8XpOs=" },
        { "POST", false, "HRXKhQqdMwl8R9gnr7EAp1YnsLw=" },
        { "POST", true, "SX9kUhiUqKocyOcmvQ2XuZrBbpI=" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Signatures_are_those_of_the_vectors(string method, bool withMore, string expected)
    {
        var parameters = new Dictionary<string, string>
        {
            ["Action"] = "AssumeRole",
            ["Version"] = "2015-04-01",
            ["Format"] = "JSON",
            ["AccessKeyId"] = "testid",
            ["SignatureMethod"] = "HMAC-SHA1",
            ["SignatureVersion"] = "1.0",
            ["SignatureNonce"] = "11111111-2222-3333-4444-555555555555",
            ["Timestamp"] = "2026-01-02T03:04:05Z",
            ["RoleArn"] = "acs:ram::123456789012:role/pai-jobs",
            ["RoleSessionName"] = "pai-jobs-test",
            ["DurationSeconds"] = "3600",
        };
        if (withMore)
        {
            parameters["SecurityToken"] = "tok+/=*~ é";
            parameters["ExternalId"] = "a b";
            parameters["Policy"] = """{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:Get*","Resource":"*"}]}""";
        }

        Assert.Equal(expected, RpcSignature.Create(method, parameters, "testsecret"));
    }

    [Fact]
    public async Task A_request_is_a_signed_form_and_has_no_secret_in_its_url()
    {
        _world.Handler.AnswerWith(_ => ScriptedService.Json(_world.StsAnswer(TimeSpan.FromHours(1))));
        var credentials = AssumeRole();

        var key = await credentials.GetAsync();

        Assert.Equal(
            ("STS.abc", CredentialWorld.Secret, CredentialWorld.Token, _world.Clock.GetUtcNow().AddHours(1)),
            (key.Id, key.Secret, key.SecurityToken, key.Expiration));
        var request = Assert.Single(_world.Handler.Requests);
        Assert.Equal(("POST", "https://sts.aliyuncs.com/"), (request.Method, request.Uri.AbsoluteUri));
        var form = request.Form;
        Assert.Equal(("AssumeRole", "2015-04-01", "2026-01-02T03:04:05Z"), (form["Action"], form["Version"], form["Timestamp"]));
        var signature = form["Signature"];
        form.Remove("Signature");
        Assert.Equal(RpcSignature.Create("POST", form, CredentialWorld.Secret), signature);
        Assert.DoesNotContain(CredentialWorld.Secret, credentials.ToString() + key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NoPermission", "trust")]
    [InlineData("EntityNotExist.Role", "Check the account number")]
    [InlineData("InvalidTimeStamp.Expired", "The clock of this machine says 2026-01-02T03:04:05Z")]
    [InlineData("InvalidSecurityToken.Expired", "has probably ended")]
    public async Task A_refusal_has_code_request_id_role_host_and_a_hint(string code, string hint)
    {
        _world.Handler.AnswerWith(_ => ScriptedService.Json(
            $$"""{"Code":"{{code}}","Message":"You may not do this.","RequestId":"7D0A-1","HostId":"h"}""", HttpStatusCode.Forbidden));

        var e = await CredentialWorld.FailsAsync(AssumeRole());

        Assert.Equal((code, "7D0A-1"), (e.Code, e.RequestId));
        foreach (var part in (string[])[code, "7D0A-1", "acs:ram::1:role/r", "sts.aliyuncs.com", "You may not do this", hint])
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.Single(_world.Handler.Requests);
    }

    [Theory]
    [InlineData("Signature is wrong. server string to sign is:POST&%2F&SecurityToken%3DZt0kenZ%252F%252B%253D")]
    [InlineData("token Zt0kenZ/+= is malformed")]
    [InlineData("token Zt0kenZ%2F%2B%3D is malformed")]
    [InlineData("secret Zs3cretZ")]
    public async Task A_message_that_repeats_a_secret_is_not_shown(string message)
    {
        _world.Handler.AnswerWith(_ => ScriptedService.Json(
            $$"""{"Code":"SignatureDoesNotMatch","Message":"{{message}}","RequestId":"R"}""", HttpStatusCode.BadRequest));
        var e = await CredentialWorld.FailsAsync(AssumeRole());
        Assert.Contains("SignatureDoesNotMatch", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Zs3cretZ</html>")]
    [InlineData("{}")]
    [InlineData("""{"Credentials":{"AccessKeyId":"STS.a","AccessKeySecret":"Zs3cretZ"}}""")]
    [InlineData("""{"Credentials":{"AccessKeyId":"STS.a","AccessKeySecret":"Zs3cretZ","SecurityToken":"Zt0ken","Expiration":"Zt0ken"}}""")]
    public async Task An_answer_that_is_none_is_an_error_without_its_content(string body)
    {
        _world.Handler.AnswerWith(_ => ScriptedService.Json(body));
        await CredentialWorld.FailsAsync(AssumeRole());
    }

    [Fact]
    public async Task A_failure_that_may_pass_is_tried_again_with_another_nonce()
    {
        var count = 0;
        _world.Handler.AnswerWith(_ => ++count switch
        {
            1 => throw new HttpRequestException(HttpRequestError.ConnectionError, "reset"),
            2 => ScriptedService.Json("""{"Code":"Throttling.User"}""", HttpStatusCode.BadRequest),
            _ => ScriptedService.Json(_world.StsAnswer(TimeSpan.FromHours(1))),
        });

        var key = await AssumeRole(clock: new HurriedClock()).GetAsync();

        Assert.Equal("STS.abc", key.Id);
        Assert.Equal(3, _world.Handler.Requests.Select(r => r.Form["SignatureNonce"]).Distinct().Count());
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_named()
    {
        var e = await CredentialWorld.FailsAsync(AssumeRole(s_role with { StsRegion = "cn-beijing" }, new HurriedClock()));
        Assert.Contains("STS (sts.cn-beijing.aliyuncs.com) did not answer", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, _world.Handler.Requests.Count);
    }

    [Theory]
    [InlineData(null, null, false, "https://sts.aliyuncs.com/")]
    [InlineData(null, null, true, "https://sts.aliyuncs.com/")]
    [InlineData(null, "cn-hangzhou", false, "https://sts.cn-hangzhou.aliyuncs.com/")]
    [InlineData(null, "cn-hangzhou", true, "https://sts-vpc.cn-hangzhou.aliyuncs.com/")]
    [InlineData("sts.example.com", "cn-hangzhou", true, "https://sts.example.com/")]
    [InlineData("http://127.0.0.1:8080", null, false, "http://127.0.0.1:8080/")]
    public async Task The_host_is_that_which_is_named_else_that_of_the_region(string? endpoint, string? region, bool vpc, string expected)
    {
        _world.Handler.AnswerWith(_ => ScriptedService.Json(_world.StsAnswer(TimeSpan.FromHours(1))));
        await AssumeRole(s_role with { StsEndpoint = endpoint, StsRegion = region, UseVpcEndpoint = vpc }).GetAsync();
        if (region is not null) _world.Variables["ALIBABA_CLOUD_STS_REGION"] = region;
        if (vpc) _world.Variables["ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"] = "True";
        await AssumeRole(s_role with { StsEndpoint = endpoint }).GetAsync();
        Assert.All(_world.Handler.Requests, r => Assert.Equal(expected, r.Uri.AbsoluteUri));
    }

    public static TheoryData<AssumeRoleOptions> WrongRoles => new()
    {
        s_role with { RoleArn = "role" },
        s_role with { SessionName = "a" },
        s_role with { SessionName = "a b" },
        s_role with { Duration = TimeSpan.FromMinutes(14) },
        s_role with { Duration = TimeSpan.FromDays(1) },
        s_role with { ExternalId = "a" },
        s_role with { Policy = new string(' ', 2049) },
        s_role with { StsEndpoint = "http://sts.example.com" },
        s_role with { StsEndpoint = "sts.example.com/path" },
    };

    [Theory]
    [MemberData(nameof(WrongRoles))]
    public void A_role_with_a_value_out_of_its_range_is_refused_at_once(AssumeRoleOptions role) =>
        Assert.Throws<ArgumentException>(() => AssumeRole(role));

    [Fact]
    public async Task The_token_of_an_identity_provider_is_read_again_for_each_session_and_sent_unsigned()
    {
        var file = _world.Write("token", " first-token\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        _world.Handler.AnswerWith(_ => ScriptedService.Json(_world.StsAnswer(TimeSpan.FromHours(1))));
        var credentials = CredentialFactory.AssumeRoleWithOidc(
            new() { RoleArn = "acs:ram::1:role/r", ProviderArn = "acs:ram::1:oidc-provider/p", TokenFile = file }, _world.Context);
        await credentials.GetAsync();
        _world.Write("token", "second-token");
        _world.Clock.Advance(TimeSpan.FromMinutes(50));
        await credentials.GetAsync();

        Assert.Equal(["first-token", "second-token"], _world.Handler.Requests.Select(r => r.Form["OIDCToken"]));
        var form = _world.Handler.Requests[0].Form;
        Assert.Equal(("AssumeRoleWithOIDC", "acs:ram::1:oidc-provider/p"), (form["Action"], form["OIDCProviderArn"]));
        Assert.Equal("pai-jobs-1767323045", form["RoleSessionName"]);
        Assert.DoesNotContain("Signature", form.Keys);
        Assert.DoesNotContain("AccessKeyId", form.Keys);
        // The mode of such a file is not the user's to choose.
        Assert.Empty(_world.Log.Warnings);
    }

    [Fact]
    public async Task A_token_file_that_is_empty_is_named()
    {
        var file = _world.Write("token", "\n");
        var credentials = CredentialFactory.AssumeRoleWithOidc(
            new() { RoleArn = "acs:ram::1:role/r", ProviderArn = "p", TokenFile = file }, _world.Context);
        Assert.Contains($"{file} has 0 characters", (await CredentialWorld.FailsAsync(credentials)).Message, StringComparison.Ordinal);
    }
}

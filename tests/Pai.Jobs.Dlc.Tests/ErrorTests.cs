using System.Net;
using System.Text;

namespace Pai.Jobs.Dlc.Tests;

public class ErrorTests
{
    [Theory]
    [InlineData(400, "Throttling", PaiServiceErrorKind.Throttled)]
    [InlineData(400, "Throttling.User", PaiServiceErrorKind.Throttled)]
    [InlineData(429, "Throttling.Api", PaiServiceErrorKind.Throttled)]
    [InlineData(503, "Throttling.System", PaiServiceErrorKind.Throttled)]
    [InlineData(429, "Whatever", PaiServiceErrorKind.Throttled)]
    [InlineData(503, "ServiceUnavailable", PaiServiceErrorKind.Unavailable)]
    [InlineData(500, "InternalError", PaiServiceErrorKind.Unavailable)]
    [InlineData(500, "InternalError.Database", PaiServiceErrorKind.Unavailable)]
    [InlineData(400, "InternalError", PaiServiceErrorKind.Unavailable)]
    [InlineData(400, "SignatureDoesNotMatch", PaiServiceErrorKind.Unauthenticated)]
    [InlineData(400, "IncompleteSignature", PaiServiceErrorKind.Unauthenticated)]
    [InlineData(400, "InvalidTimeStamp.Format", PaiServiceErrorKind.Unauthenticated)]
    [InlineData(400, "InvalidTimeStamp.Expired", PaiServiceErrorKind.Unauthenticated)]
    [InlineData(404, "InvalidAccessKeyId.NotFound", PaiServiceErrorKind.Unauthenticated)]
    [InlineData(400, "InvalidAccessKeyId.Inactive", PaiServiceErrorKind.Unauthenticated)]
    [InlineData(403, "InvalidSecurityToken.Expired", PaiServiceErrorKind.Unauthenticated)]
    [InlineData(403, "Forbidden.RAM", PaiServiceErrorKind.Forbidden)]
    [InlineData(400, "NoPermission", PaiServiceErrorKind.Forbidden)]
    [InlineData(403, "Whatever", PaiServiceErrorKind.Forbidden)]
    [InlineData(400, "MissingJobType", PaiServiceErrorKind.Invalid)]
    [InlineData(400, "InvalidParameter", PaiServiceErrorKind.Invalid)]
    [InlineData(400, "BadRequest", PaiServiceErrorKind.Invalid)]
    [InlineData(404, "InvalidApi.NotFound", PaiServiceErrorKind.Invalid)]
    [InlineData(404, "InvalidProduct.NotFound", PaiServiceErrorKind.Invalid)]
    [InlineData(404, "InvalidProtocol.NeedSsl", PaiServiceErrorKind.Invalid)]
    [InlineData(404, "NotFound", PaiServiceErrorKind.NotFound)]
    [InlineData(400, "JobNotFound", PaiServiceErrorKind.NotFound)]
    [InlineData(400, "EntityNotExist.Job", PaiServiceErrorKind.NotFound)]
    [InlineData(418, "Teapot", PaiServiceErrorKind.Unknown)]
    public async Task A_code_has_a_kind(int status, string code, PaiServiceErrorKind kind)
    {
        using var harness = new ApiHarness(o => o with { MaxAttempts = 1 });
        harness.Handler.Then(Answers.Error((HttpStatusCode)status, code));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.Equal(kind, e.Kind);
        Assert.Equal(code, e.Code);
        Assert.Equal(Answers.RequestId, e.RequestId);
        Assert.Equal((HttpStatusCode)status, e.StatusCode);
        Assert.Equal(("PAI-DLC", "GetJob"), (e.Service, e.Operation));
        Assert.StartsWith($"GetJob of PAI-DLC failed: {status} {code} (request id {Answers.RequestId}). It is so.", e.Message);
        Assert.Equal(kind is PaiServiceErrorKind.Throttled or PaiServiceErrorKind.Unavailable, e.IsTransient);
    }

    [Theory]
    [InlineData(400, "BadRequest")]
    [InlineData(409, "Conflict")]
    [InlineData(400, "IncorrectStatus")]
    [InlineData(400, "InvalidJobState")]
    public async Task An_unspecific_refusal_to_change_a_job_is_about_its_status(int status, string code)
    {
        using var harness = new ApiHarness();
        harness.Handler.Otherwise = _ => Answers.Error((HttpStatusCode)status, code);
        Func<Task>[] calls =
        [
            () => harness.Dlc.StopJobAsync("dlc1"),
            () => harness.Dlc.DeleteJobAsync("dlc1"),
            () => harness.Dlc.UpdateJobAsync("dlc1", new() { Priority = 2 }),
            () => harness.Dlc.GetWebTerminalAsync("dlc1", "dlc1-worker-0"),
        ];

        foreach (var call in calls)
            Assert.Equal(PaiServiceErrorKind.WrongState, (await Assert.ThrowsAsync<PaiServiceException>(call)).Kind);
    }

    [Fact]
    public async Task A_missing_permission_is_named_as_the_service_names_it()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Answers.Error(
            HttpStatusCode.Forbidden, "Forbidden.RAM",
            """,  "AccessDeniedDetail":{"AuthAction":"pai:CreateJob","NoPermissionType":"ImplicitDeny"}"""));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.CreateJobAsync(ApiHarness.Job()));

        Assert.Equal("pai:CreateJob", e.MissingAction);
        Assert.Contains("needs the RAM action pai:CreateJob", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "AccessDeniedDetail":"none" """)]
    [InlineData(""", "AccessDeniedDetail":{"AuthAction":"<b>x</b>"}""")]
    public async Task A_missing_permission_is_else_that_of_the_operation(string more)
    {
        using var harness = new ApiHarness();
        harness.Handler.Otherwise = _ => Answers.Error(HttpStatusCode.Forbidden, "Forbidden.RAM", more);
        (Func<Task> Call, string Action)[] calls =
        [
            (() => harness.Dlc.CreateJobAsync(ApiHarness.Job()), "paidlc:CreateJob"),
            (() => harness.Dlc.GetPodLogsAsync("dlc1", "pod"), "paidlc:GetPodLogs"),
            (() => harness.Workspace.GetImageAsync("image-1"), "paiimage:GetImage"),
            (() => harness.Workspace.GetWorkspaceAsync("1"), "paiworkspace:GetWorkspace"),
            (() => harness.Workspace.GetDatasetAsync("d-1"), "paidataset:GetDataset"),
        ];

        foreach (var (call, action) in calls)
            Assert.Equal(action, (await Assert.ThrowsAsync<PaiServiceException>(call)).MissingAction);
    }

    [Theory]
    [InlineData("<html><body>502 Bad Gateway</body></html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"Code\"")]
    [InlineData("{\"Code\":")]
    [InlineData("{\"Code\":{\"a\":1},\"Message\":[]}")]
    [InlineData("{\"Code\":\"a b\\u0007<script>\"}")]
    [InlineData("{\"Code\":\"\\ud800\"}")]
    public async Task An_error_that_is_not_in_the_service_s_form_has_status_and_header(string body)
    {
        using var harness = new ApiHarness(o => o with { MaxAttempts = 1 });
        harness.Handler.Otherwise = s => Answers.Bytes(
            s.Uri.Contains("gateway") ? HttpStatusCode.BadGateway : HttpStatusCode.NotFound, Encoding.UTF8.GetBytes(body),
            ("x-acs-request-id", "ID-1"));

        var gateway = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("gateway"));
        var missing = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.Equal((PaiServiceErrorKind.Unavailable, true), (gateway.Kind, gateway.IsTransient));
        Assert.StartsWith("GetJob of PAI-DLC failed: 502 BadGateway (request id ID-1). The answer does not describe", gateway.Message);

        // A page of a proxy does not say that the job is gone.
        Assert.Equal((PaiServiceErrorKind.BadAnswer, false), (missing.Kind, missing.IsTransient));
        Assert.Equal((null, "ID-1"), (missing.Code, missing.RequestId));
    }

    [Fact]
    public async Task Members_in_lower_case_are_read_too()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Answers.Bytes(
            HttpStatusCode.Forbidden,
            """
            {"code":"Forbidden.RAM","message":"No.","requestId":"R-1","accessDeniedDetail":{"authAction":"paidlc:GetJob"}}
            """u8.ToArray()));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.Equal(("Forbidden.RAM", "R-1", "paidlc:GetJob"), (e.Code, e.RequestId, e.MissingAction));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html/>")]
    [InlineData("")]
    [InlineData("{\"Jobs\":{},\"\\ud800\":1}")]
    public async Task An_answer_that_cannot_be_read_is_an_error_of_its_own_kind(string body)
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Answers.Json(body, ("x-acs-request-id", "ID-1")));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.ListJobsPageAsync(new()));

        Assert.Equal(PaiServiceErrorKind.BadAnswer, e.Kind);
        Assert.Equal("ID-1", e.RequestId);
        Assert.StartsWith("ListJobs of PAI-DLC failed: the answer (request id ID-1) is not in the service's form", e.Message);
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task A_message_has_no_secret_and_nothing_of_what_was_signed()
    {
        using var harness = new ApiHarness(credentials: PaiCredentials.FromAccessKey(new("STS.id", "the-secret", "the-token")));
        string[] messages =
        [
            "Not matched with our calculation. server string to sign is:ACS3 x-acs-security-token:the-token",
            "The value p4ssw0rd of Envs.TOKEN is wrong.",
            "The token the-token has ended.",
        ];
        foreach (var message in messages)
        {
            harness.Handler.Then(Answers.Bytes(
                HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes($$"""{"Code":"SignatureDoesNotMatch","Message":"{{message}}"}""")));

            var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.CreateJobAsync(ApiHarness.Job(), ["p4ssw0rd"]));

            Assert.DoesNotContain("the-secret", e.ToString());
            Assert.DoesNotContain("the-token", e.ToString());
            Assert.DoesNotContain("p4ssw0rd", e.ToString());
            Assert.Contains("Check the access key secret.", e.Message);
        }
    }

    [Fact]
    public void Models_show_nothing_of_their_content() =>
        Assert.DoesNotContain("hunter2", new Internal.Dlc.DlcImageConfig { Password = "hunter2" }.ToString());

    [Fact]
    public async Task The_password_of_a_proxy_is_not_shown()
    {
        using var harness = new ApiHarness(o => o with { MaxAttempts = 1 });
        harness.Handler.Then(new HttpRequestException(
            HttpRequestError.ProxyTunnelError, "The proxy tunnel request to proxy 'http://user:hunter2@proxy/' failed."));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.DoesNotContain("hunter2", e.ToString());
        Assert.Contains("the proxy refused the connection", e.Message);
    }

    [Fact]
    public async Task A_wrong_host_is_named()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Answers.Error(HttpStatusCode.NotFound, "InvalidApi.NotFound"));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.Contains("Check that https://pai-dlc.cn-hangzhou.aliyuncs.com is an endpoint of PAI-DLC.", e.Message);
    }
}

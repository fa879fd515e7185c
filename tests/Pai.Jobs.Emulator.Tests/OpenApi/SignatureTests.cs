using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Signatures of PAI's services: the published examples, and what is refused.</summary>
public sealed class SignatureTests : PaiTest
{
    private const string Names = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";

    [Theory]
    [InlineData(
        "GET",
        "/api/v1/jobs",
        "PageSize=50&DisplayName=a%20b",
        "ListJobs",
        "c13fda1a8d3585caf02b1698bdc519dd66427d150d8f314241ac3d726f002719")]
    [InlineData("POST", "/api/v1/jobs/dlc123/stop", "", "StopJob", "c040a1a4f3dc1ab0d26564b48ff92453096b91c8f59b62ad85c411bba31e1b07")]
    [InlineData(
        "GET",
        "/api/v1/jobs",
        "Tags={\"k\":\"v%20w\"}&Empty=&DisplayName=a%2Bb*c~d!'()/%C3%A9%E4%B8%AD%3D%26?",
        "ListJobs",
        "a6236fdfbe56e0ea519047e6228e150d33b6f8aa47c043f8256fa688e7d74236")]
    public void Vectors(string method, string path, string query, string action, string signature)
    {
        var hash = PaiSignature.Hash([]);
        var request = new OssRequest
        {
            Id = "id",
            Method = method,
            Host = DlcHost,
            Product = PaiProduct.Dlc,
            Path = path,
            Bucket = "",
            Key = null,
            Query = new(query),
            Headers = new Dictionary<string, string>
            {
                ["host"] = DlcHost,
                ["x-acs-action"] = action,
                ["x-acs-version"] = "2020-12-03",
                ["x-acs-date"] = "2026-01-15T08:00:00Z",
                ["x-acs-signature-nonce"] = "5e1f2a3b-4c5d-6e7f-8091-a2b3c4d5e6f7",
                ["x-acs-content-sha256"] = hash,
            },
            Body = PipeReader.Create(Stream.Null),
            ContentLength = 0,
            Aborted = default,
        };
        var text = PaiSignature.StringToSign(PaiSignature.CanonicalRequest(request, Names.Split(';'), hash));
        Assert.Equal(signature, PaiSignature.Sign("testsecret", text));
    }

    [Fact]
    public async Task An_accepted_request_has_its_id_in_the_body_and_in_a_header()
    {
        var answer = await SendAsync(ListJobs());
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(answer["x-acs-request-id"], json.RootElement.GetProperty("RequestId").GetString());
        Assert.Equal(answer["x-acs-request-id"], Emulator.Requests[^1].Id);
        Assert.Equal(EmulatedOperation.ListJobs, Emulator.Requests[^1].Operation);
    }

    [Fact]
    public async Task What_was_changed_after_signing_is_refused()
    {
        var create = new ApiRequest("CreateJob", "paidlc", HttpMethod.Post, "/api/v1/jobs") { Body = "{}"u8.ToArray() };
        Assert.Equal("MissingDisplayName", CodeOf(await SendAsync(create)));
        var key = Emulator.AccessKey;
        (string Case, Task<Answer> Answer)[] cases =
        [
            ("secret", SendAsync(ListJobs(), key: new(key.Id, key.Secret + "x"))),
            ("header", SendAsync(ListJobs(), headers => headers["x-acs-signature-nonce"] += "x")),
            ("query", SendAsync(ListJobs().Query("PageSize", 5), target: "/api/v1/jobs?PageSize=6")),
            ("path", SendAsync(ListJobs(), target: "/api/v1/ecsspecs")),
            ("body", SendAsync(create, body: "[]"u8.ToArray())),
            ("hash", SendAsync(create, headers => headers["x-acs-content-sha256"] = PaiSignature.Hash([]))),
            ("content type", SendAsync(create, headers => headers["content-type"] = "application/json")),
        ];
        foreach (var (name, task) in cases)
        {
            var answer = await task;
            Assert.Equal((name, HttpStatusCode.BadRequest, "SignatureDoesNotMatch"), (name, answer.Status, CodeOf(answer)));
            Assert.DoesNotContain(key.Secret, Encoding.UTF8.GetString(answer.Body));
        }

        Assert.Empty(Emulator.Dlc.Jobs);
    }

    [Fact]
    public async Task Incomplete_signatures_are_refused()
    {
        (string Case, Task<Answer> Answer)[] cases =
        [
            ("none", SendAsync(ListJobs(), headers => headers.Remove("Authorization"))),
            ("other algorithm", SendAsync(ListJobs(), headers => headers["Authorization"] = "acs id:signature")),
            ("no nonce", SendAsync(ListJobs(), headers => headers.Remove("x-acs-signature-nonce"))),
            ("unsigned header", SendAsync(ListJobs(), headers => headers["x-acs-extra"] = "1")),
        ];
        foreach (var (name, task) in cases) Assert.Equal((name, "IncompleteSignature"), (name, CodeOf(await task)));
    }

    [Fact]
    public async Task Times_nonces_and_keys_are_checked()
    {
        Assert.Equal("InvalidTimeStamp.Format", CodeOf(await SendAsync(ListJobs(), headers => headers["x-acs-date"] = "today")));
        Assert.Equal("InvalidTimeStamp.Expired", CodeOf(await SendAsync(ListJobs(), time: Start.AddMinutes(-16))));
        Assert.Equal("InvalidTimeStamp.Expired", CodeOf(await SendAsync(ListJobs(), time: Start.AddMinutes(16))));
        Assert.Null(CodeOf(await SendAsync(ListJobs(), time: Start.AddMinutes(14), nonce: "n")));
        Assert.Equal("SignatureNonceUsed", CodeOf(await SendAsync(ListJobs(), nonce: "n")));
        var unknown = await SendAsync(ListJobs(), key: new("LTAIunknown", "secret"));
        Assert.Equal((HttpStatusCode.NotFound, "InvalidAccessKeyId.NotFound"), (unknown.Status, CodeOf(unknown)));
    }

    [Fact]
    public async Task Sessions_need_their_token_until_they_end()
    {
        var session = new PaiAccessKey("STS.id", "secret", "token", Start.AddHours(1));
        Emulator.AddAccessKey(session);
        Assert.Null(CodeOf(await SendAsync(ListJobs(), key: session)));
        Assert.Equal("InvalidAccessKeyId.NotFound", CodeOf(await SendAsync(ListJobs(), key: new("STS.id", "secret"))));
        var other = new PaiAccessKey("STS.id", "secret", "other");
        Assert.Equal("InvalidSecurityToken.MismatchWithAccessKey", CodeOf(await SendAsync(ListJobs(), key: other)));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("InvalidSecurityToken.Expired", CodeOf(await SendAsync(ListJobs(), key: session)));
    }

    [Fact]
    public async Task An_unknown_path_or_action_is_refused()
    {
        var wrong = await SendAsync(new("ListJobs", "paidlc", HttpMethod.Get, "/api/v1/nothing"));
        Assert.Equal((HttpStatusCode.NotFound, "InvalidApi.NotFound"), (wrong.Status, CodeOf(wrong)));
        Assert.Equal("InvalidApi.NotFound", CodeOf(await SendAsync(new("GetJob", "paidlc", HttpMethod.Get, "/api/v1/jobs"))));
    }

    [Fact]
    public async Task The_client_corrects_a_wrong_clock()
    {
        using var client = Client(Emulator.AccessKey, new FakeTimeProvider(Start.AddHours(-3)));
        Assert.Empty((await client.ListJobsPageAsync(new())).Jobs!);
        Assert.Equal(["InvalidTimeStamp.Expired", null], Emulator.Requests.Select(request => request.ErrorCode));
    }
}

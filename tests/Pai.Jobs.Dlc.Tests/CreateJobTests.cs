using System.Net;
using System.Text;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>CreateJob is sent again after proof of a refusal only: no job is created twice.</summary>
public class CreateJobTests
{
    private const string Created = """{"JobId":"dlc1","RequestId":"R"}""";

    [Fact]
    public async Task A_job_is_sent_as_compact_JSON_without_what_is_not_set()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Created);

        Assert.Equal("dlc1", await harness.Dlc.CreateJobAsync(ApiHarness.Job()));

        Assert.Equal(
            """{"DisplayName":"demo","JobType":"PyTorchJob","JobSpecs":[{"Type":"Worker","Image":"registry.example.com/a:1","PodCount":1,"""
            + "\"EcsSpec\":\"ecs.c6.large\"}],\"UserCommand\":\"echo hi\",\"WorkspaceId\":\"1234\"}",
            harness.Sent.Text);
        Assert.Equal(("POST", "CreateJob"), (harness.Sent.Method, harness.Sent.Headers["x-acs-action"]));
    }

    [Fact]
    public async Task Every_part_of_a_job_has_the_name_that_the_service_reads()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Created);
        var job = ApiHarness.Job();
        job.UserVpc = new() { VpcId = "vpc-1", ExtendedCIDRs = ["10.0.0.0/8"] };
        job.Envs = new Dictionary<string, string> { ["名前"] = "é<&>\"" };
        job.DataSources = [new() { Uri = "oss://b.oss-cn-hangzhou-internal.aliyuncs.com/p/", MountPath = "/a", MountAccess = "RO" }];
        job.Settings = new() { Tags = new Dictionary<string, string> { ["k"] = "v" }, EnableOssAppend = true, JobReservedMinutes = 0 };
        job.JobSpecs![0].SpotSpec = new() { SpotStrategy = "SpotWithPriceLimit", SpotDiscountLimit = 0.8 };
        job.JobSpecs[0].ResourceConfig = new() { CPU = "10", Memory = "10Gi", GPUType = "Tesla-V100-16G" };
        job.JobMaxRunningTimeMinutes = 60;

        await harness.Dlc.CreateJobAsync(job);

        Assert.Contains("""
            "UserVpc":{"VpcId":"vpc-1","ExtendedCIDRs":["10.0.0.0/8"]}
            """, harness.Sent.Text);
        Assert.Contains("\"Envs\":{\"名前\":\"é<&>\\\"\"}", harness.Sent.Text);
        Assert.Contains("\"Settings\":{\"Tags\":{\"k\":\"v\"},\"JobReservedMinutes\":0,\"EnableOssAppend\":true}", harness.Sent.Text);
        Assert.Contains("\"SpotSpec\":{\"SpotStrategy\":\"SpotWithPriceLimit\",\"SpotDiscountLimit\":0.8}", harness.Sent.Text);
        Assert.Contains("\"ResourceConfig\":{\"CPU\":\"10\",\"Memory\":\"10Gi\",\"GPUType\":\"Tesla-V100-16G\"}", harness.Sent.Text);
        Assert.Contains("\"JobMaxRunningTimeMinutes\":60", harness.Sent.Text);
    }

    public static TheoryData<string> Refusals => new(s_refusals.Keys);

    public static TheoryData<string> Doubts => new(s_doubts.Keys);

    /// <summary>Failures after which the service certainly has no job.</summary>
    private static readonly Dictionary<string, Action<ScriptedHandler>> s_refusals = new()
    {
        ["throttled"] = h => h.Then(Answers.Error(HttpStatusCode.BadRequest, "Throttling.User")),
        ["throttled by another status"] = h => h.Then(Answers.Error(HttpStatusCode.ServiceUnavailable, "Throttling.System")),
        ["throttled by the header"] = h => h.Then(
            Answers.Error(HttpStatusCode.BadRequest, "FlowControl", "", ("x-acs-retry-after", "1"))),
        ["too many requests"] = h => h.Then(Answers.Bytes(HttpStatusCode.TooManyRequests, [])),
        ["no name"] = h => h.Then(new HttpRequestException(HttpRequestError.NameResolutionError)),
        ["no connection"] = h => h.Then(new HttpRequestException(HttpRequestError.ConnectionError)),
        ["no TLS"] = h => h.Then(new HttpRequestException(HttpRequestError.SecureConnectionError)),
        ["no tunnel"] = h => h.Then(new HttpRequestException(HttpRequestError.ProxyTunnelError)),
        ["no connection in time"] = h => h.Then(new TaskCanceledException("", new TimeoutException())),
        ["wrong clock"] = h => h.Then(Answers.Error(
            HttpStatusCode.BadRequest, "InvalidTimeStamp.Expired", "", ("Date", "Thu, 15 Jan 2026 10:00:00 GMT"))),
    };

    /// <summary>Failures after which the service may have a job.</summary>
    private static readonly Dictionary<string, Action<ScriptedHandler>> s_doubts = new()
    {
        ["reset"] = h => h.Then(new IOException("reset")),
        ["broken answer"] = h => h.Then(new HttpRequestException(HttpRequestError.ResponseEnded)),
        ["failure of any kind"] = h => h.Then(new HttpRequestException("failed")),
        ["internal error"] = h => h.Then(Answers.Error(HttpStatusCode.InternalServerError, "InternalError")),
        ["internal error by another status"] = h => h.Then(Answers.Error(HttpStatusCode.BadRequest, "InternalError")),
        ["unavailable"] = h => h.Then(
            Answers.Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "", ("x-acs-retry-after", "1"))),
        ["bad gateway"] = h => h.Then(Answers.Bytes(HttpStatusCode.BadGateway, "<html/>"u8.ToArray())),
        ["request timeout"] = h => h.Then(Answers.Error(HttpStatusCode.RequestTimeout, "RequestTimeout")),
        ["nonce used"] = h => h.Then(Answers.Error(HttpStatusCode.BadRequest, "SignatureNonceUsed")),
        ["request timeout with a time to wait"] = h => h.Then(
            Answers.Error(HttpStatusCode.RequestTimeout, "RequestTimeout", "", ("x-acs-retry-after", "1"))),
        ["nonce used with a time to wait"] = h => h.Then(
            Answers.Error(HttpStatusCode.BadRequest, "SignatureNonceUsed", "", ("x-acs-retry-after", "1"))),
        ["page of a proxy"] = h => h.Then(Answers.Bytes(HttpStatusCode.BadRequest, "<html/>"u8.ToArray())),
        ["redirect"] = h => h.Then(Answers.Bytes(HttpStatusCode.Redirect, [])),
        ["no JSON"] = h => h.Then("<html/>"),
        ["no job id"] = h => h.Then("""{"RequestId":"R"}"""),
        ["an empty job id"] = h => h.Then("""{"JobId":""}"""),
        ["no string for a job id"] = h => h.Then("""{"JobId":{"a":1}}"""),
        ["nothing"] = h => h.Then(""),
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task After_proof_of_a_refusal_the_job_is_sent_again(string name)
    {
        using var harness = new ApiHarness();
        s_refusals[name](harness.Handler);
        harness.Handler.Then(Created);

        var create = harness.Dlc.CreateJobAsync(ApiHarness.Job());
        await harness.Advance(create);

        Assert.Equal("dlc1", await create);
        Assert.Equal(2, harness.Handler.Sent.Count);
        Assert.Equal(harness.Handler.Sent[0].Text, harness.Handler.Sent[1].Text);
        Assert.NotEqual(
            harness.Handler.Sent[0].Headers["x-acs-signature-nonce"], harness.Handler.Sent[1].Headers["x-acs-signature-nonce"]);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task After_any_other_failure_the_job_is_in_doubt_and_not_sent_again(string name)
    {
        using var harness = new ApiHarness();
        s_doubts[name](harness.Handler);

        var e = await Assert.ThrowsAsync<ApiInDoubtException>(() => harness.Dlc.CreateJobAsync(ApiHarness.Job()));

        Assert.Single(harness.Handler.Sent);
        Assert.StartsWith("CreateJob is in doubt: the request may have been carried out, or not.", e.Message);
        Assert.Equal("CreateJob", e.Cause.Operation);
        Assert.False(e.Cause.IsRefusal);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public async Task A_refusal_before_does_not_make_a_doubt_smaller(string name)
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Answers.Error(HttpStatusCode.BadRequest, "Throttling.User"));
        s_doubts[name](harness.Handler);

        await Assert.ThrowsAsync<ApiInDoubtException>(() => harness.Dlc.CreateJobAsync(ApiHarness.Job()));

        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "InvalidParameter")]
    [InlineData(HttpStatusCode.Forbidden, "Forbidden.RAM")]
    [InlineData(HttpStatusCode.BadRequest, "SignatureDoesNotMatch")]
    [InlineData(HttpStatusCode.NotFound, "InvalidApi.NotFound")]
    public async Task A_clear_refusal_is_thrown_as_it_is(HttpStatusCode status, string code)
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Answers.Error(status, code));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.CreateJobAsync(ApiHarness.Job()));

        Assert.Single(harness.Handler.Sent);
        Assert.True(e.IsRefusal);
    }

    [Fact]
    public async Task A_service_that_keeps_refusing_is_given_up()
    {
        using var harness = new ApiHarness(o => o with { MaxAttempts = 3 });
        harness.Handler.Otherwise = _ => Answers.Error(HttpStatusCode.TooManyRequests, "Throttling.User");

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.CreateJobAsync(ApiHarness.Job()));

        Assert.Equal(3, harness.Handler.Sent.Count);
        Assert.Equal(PaiServiceErrorKind.Throttled, e.Kind);
    }

    [Fact]
    public async Task A_silent_service_leaves_the_job_in_doubt()
    {
        using var harness = new ApiHarness(o => o with { Timeout = TimeSpan.FromSeconds(10) });
        harness.Handler.Then(Silence);

        var create = harness.Dlc.CreateJobAsync(ApiHarness.Job());
        await harness.SentAsync(1);
        harness.Time.Advance(TimeSpan.FromSeconds(10));
        var e = await Assert.ThrowsAsync<ApiInDoubtException>(() => create);

        Assert.Contains("no answer within 10 s", e.Message);
        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_is_not_sent()
    {
        using var harness = new ApiHarness();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => harness.Dlc.CreateJobAsync(ApiHarness.Job(), cancellationToken: new(canceled: true)));

        Assert.Empty(harness.Handler.Sent);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_on_the_wire_waits_for_its_answer()
    {
        using var harness = new ApiHarness();
        using var source = new CancellationTokenSource();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        harness.Handler.Then((_, token) => answer.Task.WaitAsync(token));
        var create = harness.Dlc.CreateJobAsync(ApiHarness.Job(), cancellationToken: source.Token);

        await source.CancelAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(29));
        answer.SetResult(Answers.Json(Created));

        Assert.Equal("dlc1", await create);
    }

    [Fact]
    public async Task It_waits_at_most_30_seconds_and_is_then_in_doubt()
    {
        using var harness = new ApiHarness();
        using var source = new CancellationTokenSource();
        harness.Handler.Then(Silence);
        var create = harness.Dlc.CreateJobAsync(ApiHarness.Job(), cancellationToken: source.Token);

        await source.CancelAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(create.IsCompleted);
        harness.Time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<ApiInDoubtException>(() => create);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_and_refused_is_cancelled()
    {
        using var harness = new ApiHarness();
        using var source = new CancellationTokenSource();
        harness.Handler.Then(_ =>
        {
            source.Cancel();
            return Answers.Error(HttpStatusCode.TooManyRequests, "Throttling.User");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => harness.Dlc.CreateJobAsync(ApiHarness.Job(), cancellationToken: source.Token));

        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task Any_order_of_failures_creates_at_most_one_job()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            using var harness = new ApiHarness(o => o with { MaxAttempts = 4 });
            var created = 0;
            harness.Handler.Otherwise = _ => Step(random.Next(8), ref created);
            string? id = null;
            ApiInDoubtException? doubt = null;
            PaiServiceException? refusal = null;

            try
            {
                id = await harness.Dlc.CreateJobAsync(ApiHarness.Job());
            }
            catch (ApiInDoubtException e)
            {
                doubt = e;
            }
            catch (PaiServiceException e)
            {
                refusal = e;
            }

            Assert.InRange(created, 0, 1);
            if (id is not null) Assert.Equal(1, created);
            if (refusal is not null) Assert.Equal(0, created);
            Assert.Single(new object?[] { id, doubt, refusal }, r => r is not null);
        }
    }

    [Fact]
    public async Task A_submit_allocates_at_most_40_KiB()
    {
        using var handler = new CreatedHandler();
        using var client = new DlcClient(
            PaiCredentials.FromAccessKey(new("testid", "testsecret")), ApiEndpoint.OfRegion(ApiService.Dlc, "cn-hangzhou"),
            new() { Handler = handler });
        for (var i = 0; i < 100; i++) await client.CreateJobAsync(ApiHarness.Job());

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            var create = client.CreateJobAsync(ApiHarness.Job());
            Assert.True(create.IsCompleted);
            await create;
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 1, 40 << 10);
    }

    /// <summary>One thing that a service may do with a request, with the answer that the client sees.</summary>
    private static HttpResponseMessage Step(int kind, ref int created)
    {
        switch (kind)
        {
            case 0:
                created++;
                return Answers.Json(Created);
            case 1:
                created++;
                throw new IOException("the answer is lost");
            case 2:
                throw new IOException("the request is lost");
            case 3:
                created++;
                return Answers.Bytes(HttpStatusCode.GatewayTimeout, Encoding.UTF8.GetBytes("<html/>"));
            case 4:
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            case 5:
                return Answers.Error(HttpStatusCode.BadRequest, "InvalidParameter");
            default:
                return Answers.Error(HttpStatusCode.BadRequest, "Throttling");
        }
    }

    private static async Task<HttpResponseMessage> Silence(SentRequest sent, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException(sent.Uri);
    }

    private sealed class CreatedHandler : HttpMessageHandler
    {
        private static readonly byte[] s_created = Encoding.UTF8.GetBytes(Created);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Answers.Bytes(HttpStatusCode.OK, s_created));
    }
}

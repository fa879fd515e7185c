using System.Net;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

public class RetryTests
{
    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout, "RequestTimeout")]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequests")]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError")]
    [InlineData(HttpStatusCode.BadGateway, "Whatever")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "SlowDown")]
    [InlineData(HttpStatusCode.BadRequest, "BadRequest")]
    public async Task A_failure_that_may_pass_is_repeated(HttpStatusCode status, string code)
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Error(status, code)).Then(Answers.Error(status, code)).Then(Answers.Status(HttpStatusCode.NoContent));

        await harness.Client.DeleteAsync(ClientHarness.Object());

        Assert.Equal(3, harness.Handler.Sent.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "InvalidArgument")]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied")]
    [InlineData(HttpStatusCode.Forbidden, "SignatureDoesNotMatch")]
    [InlineData(HttpStatusCode.NotFound, "NoSuchKey")]
    [InlineData(HttpStatusCode.Conflict, "FileAlreadyExists")]
    [InlineData(HttpStatusCode.NotImplemented, "NotImplemented")]
    [InlineData(HttpStatusCode.Unauthorized, "Unauthorized")]
    public async Task A_refusal_is_not_repeated(HttpStatusCode status, string code)
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Error(status, code, "", ("Date", ClientHarness.Start.ToString("r"))));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.DeleteAsync(ClientHarness.Object()));

        Assert.Single(harness.Handler.Sent);
        Assert.False(e.IsTransient);
        Assert.Equal(code, e.Code);
        Assert.Equal(status, e.StatusCode);
    }

    [Fact]
    public async Task A_broken_connection_is_followed_by_another_and_the_last_failure_is_thrown()
    {
        using var harness = new ClientHarness(o => o with { MaxAttempts = 3 });
        for (var i = 0; i < 3; i++) harness.Handler.Then(new HttpRequestException($"reset {i}"));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.DeleteAsync(ClientHarness.Object("a/b")));

        Assert.Equal(3, harness.Handler.Sent.Count);
        Assert.True(e.IsTransient);
        Assert.Null(e.StatusCode);
        Assert.Contains("DELETE oss://examplebucket/a/b failed", e.Message);
        Assert.Contains("reset 2", e.Message);
    }

    [Fact]
    public async Task Every_try_has_the_whole_body_a_new_date_and_a_new_signature()
    {
        using var harness = new ClientHarness();
        var data = ClientHarness.Data(300_000);
        harness.Handler
            .Then(Tick).Then(Tick)
            .Then(_ => Answers.Status(HttpStatusCode.OK, ("ETag", "\"E\""), ("x-oss-hash-crc64ecma", $"{OssCrc64.Of(data)}")));
        HttpResponseMessage Tick(SentRequest _)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(7));
            return Answers.Error(HttpStatusCode.ServiceUnavailable, "SlowDown");
        }

        var result = await harness.Client.PutAsync(ClientHarness.Object(), OssBody.FromMemory(data));

        Assert.Equal(OssVerification.Crc64, result.Verification);
        Assert.All(harness.Handler.Sent, s => Assert.Equal(data, s.Body));
        Assert.Equal(
            ["20260115T080000Z", "20260115T080007Z", "20260115T080014Z"], harness.Handler.Sent.Select(s => s.Headers["x-oss-date"]));
        Assert.Equal(3, harness.Handler.Sent.Select(s => s.Headers["Authorization"]).Distinct().Count());
    }

    [Fact]
    public async Task The_pauses_are_random_grow_and_end()
    {
        using var harness = new ClientHarness(o => o with { RetryDelay = TimeSpan.FromSeconds(10), MaxAttempts = 6 });
        List<TimeSpan> sent = [];
        harness.Handler.Otherwise = _ =>
        {
            sent.Add(harness.Time.GetUtcNow() - ClientHarness.Start);
            return Answers.Error(HttpStatusCode.InternalServerError, "InternalError");
        };

        await Assert.ThrowsAsync<OssException>(() => harness.Advance(Delete(harness), TimeSpan.FromSeconds(1)));

        var pauses = sent.Zip(sent.Skip(1), (a, b) => b - a).ToArray();
        Assert.Equal(5, pauses.Length);
        Assert.All(pauses, p => Assert.InRange(p, TimeSpan.Zero, TimeSpan.FromSeconds(21)));
        Assert.NotEqual(TimeSpan.Zero, sent[^1]);
    }

    [Fact]
    public async Task A_new_access_key_is_tried_once_after_a_refusal_of_the_old_one()
    {
        var credentials = new Replaced(new("STS.old", "secret", "old"), new("STS.new", "secret", "new"));
        using var harness = new ClientHarness(credentials: credentials);
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.Forbidden, "SecurityTokenExpired"))
            .Then(Answers.Status(HttpStatusCode.NoContent));

        await harness.Client.DeleteAsync(ClientHarness.Object());

        Assert.Equal(["old", "new"], harness.Handler.Sent.Select(s => s.Headers["x-oss-security-token"]));
    }

    [Fact]
    public async Task An_expired_token_is_not_tried_again()
    {
        using var harness = new ClientHarness(credentials: PaiCredentials.FromAccessKey(new("STS.id", "the-secret", "the-token")));
        harness.Handler.Then(Answers.Error(HttpStatusCode.Forbidden, "SecurityTokenExpired"));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.DeleteAsync(ClientHarness.Object()));

        Assert.Contains("get a new one", e.Message);
        Assert.DoesNotContain("the-secret", e.ToString());
        Assert.DoesNotContain("the-token", e.ToString());
    }

    [Fact]
    public async Task A_cancelled_call_throws_the_cancellation()
    {
        using var harness = new ClientHarness();
        using var source = new CancellationTokenSource();
        harness.Handler.Then(_ =>
        {
            source.Cancel();
            throw new HttpRequestException("reset");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Client.DeleteAsync(ClientHarness.Object(), source.Token));
    }

    [Fact]
    public async Task After_a_connection_broke_on_a_body_the_service_is_asked_first()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(new HttpRequestException("reset")).Then(Answers.Error(HttpStatusCode.Forbidden, "AccessDenied"));

        var e = await Assert.ThrowsAsync<OssException>(
            () => harness.Client.PutAsync(ClientHarness.Object(), OssBody.FromMemory(ClientHarness.Data(10))));

        Assert.Equal("AccessDenied", e.Code);
        Assert.False(harness.Handler.Sent[0].Headers.ContainsKey("Expect"));
        Assert.Equal("100-continue", harness.Handler.Sent[1].Headers["Expect"]);
    }

    [Fact]
    public async Task A_source_may_be_as_slow_as_it_likes()
    {
        using var harness = new ClientHarness(o => o with { IdleTimeout = TimeSpan.FromSeconds(1) });
        var data = ClientHarness.Data(500_000);
        harness.Handler.Then(Answers.Status(HttpStatusCode.OK, ("x-oss-hash-crc64ecma", $"{OssCrc64.Of(data)}")));

        await harness.Client.PutAsync(ClientHarness.Object(), new SlowBody(data, harness.Time));

        Assert.Single(harness.Handler.Sent);
        Assert.True(harness.Time.GetUtcNow() - ClientHarness.Start > TimeSpan.FromHours(3));
    }

    private static async Task<bool> Delete(ClientHarness harness)
    {
        await harness.Client.DeleteAsync(ClientHarness.Object());
        return true;
    }

    /// <summary>Takes an hour for each read.</summary>
    private sealed class SlowBody(byte[] data, Microsoft.Extensions.Time.Testing.FakeTimeProvider time) : OssBody
    {
        public override long Length => data.Length;

        public override ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            time.Advance(TimeSpan.FromHours(1));
            return FromMemory(data).ReadAsync(offset, buffer, cancellationToken);
        }
    }

    /// <summary>Gives one key once, and another from then on.</summary>
    private sealed class Replaced(PaiAccessKey first, PaiAccessKey then) : PaiCredentials
    {
        private int _count;

        public override ValueTask<PaiAccessKey> GetAsync(CancellationToken cancellationToken) => new(_count++ == 0 ? first : then);
    }
}

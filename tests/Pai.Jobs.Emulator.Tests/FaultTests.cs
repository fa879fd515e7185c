using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>Every fault does what its documentation says, and to the requests that its rule names.</summary>
public sealed class FaultTests : EmulatorTest
{
    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];

    [Fact]
    public async Task Errors()
    {
        Bucket.Put("key", s_bytes);
        (Fault Fault, int Status, string? Code)[] cases =
        [
            (Fault.InternalError(), 500, "InternalError"),
            (Fault.ServiceUnavailable(), 503, "ServiceUnavailable"),
            (Fault.Throttle(TimeSpan.FromSeconds(2)), 503, "QpsLimitExceeded"),
            (Fault.ExpiredToken(), 403, "SecurityTokenExpired"),
            (Fault.Error(429, "TooMany", "Slow."), 429, "TooMany"),
            (Fault.InternalError(isXml: false), 500, null),
        ];
        foreach (var (fault, status, code) in cases)
        {
            var rule = Emulator.Faults.Add(fault);
            var answer = await Client.SendAsync("PUT", "bucket", "key", body: [1]);
            Assert.Equal((status, code, 1), ((int)answer.Status, code is null ? null : answer.Code, rule.Hits));
            if (code is null) Assert.StartsWith("<html>", answer.Text);
            if (code == "QpsLimitExceeded") Assert.Equal("2000", answer["x-oss-qos-delay-time"]);
            Assert.Equal(s_bytes, Bucket.Read("key"));
            Assert.Equal(fault, Emulator.Requests[^1].Fault);
        }

        Assert.Equal(HttpStatusCode.OK, (await Client.SendAsync("GET", "bucket", "key")).Status);
    }

    [Theory]
    [InlineData("ResetBeforeHeaders", false)]
    [InlineData("ResetMidUpload", false)]
    [InlineData("ResetAfterHeaders", true)]
    [InlineData("LoseAnswer", true)]
    public async Task Connections_that_close(string name, bool isProcessed)
    {
        Emulator.Faults.Add(name switch
        {
            "ResetBeforeHeaders" => Fault.ResetBeforeHeaders(),
            "ResetMidUpload" => Fault.ResetMidUpload(),
            "ResetAfterHeaders" => Fault.ResetAfterHeaders(),
            _ => Fault.LoseAnswer(),
        });
        // An answer without a body is complete with its headers.
        if (name == "ResetAfterHeaders") await Record.ExceptionAsync(() => Client.SendAsync("PUT", "bucket", "key", body: s_bytes));
        else await Assert.ThrowsAnyAsync<HttpRequestException>(() => Client.SendAsync("PUT", "bucket", "key", body: s_bytes));
        Assert.Equal(isProcessed, Bucket.Find("key") is not null);
        Assert.Equal(HttpStatusCode.OK, (await Client.SendAsync("PUT", "bucket", "key", body: s_bytes)).Status);
        Assert.Equal(s_bytes, Bucket.Read("key"));
    }

    [Fact]
    public async Task Bodies_that_break_off()
    {
        Bucket.Put("key", s_bytes);
        foreach (var fault in (Fault[])[Fault.ResetAfterHeaders(), Fault.ResetMidBody(), Fault.ResetMidBody(10)])
        {
            Emulator.Faults.Add(fault);
            await Assert.ThrowsAnyAsync<Exception>(() => Client.SendAsync("GET", "bucket", "key"));
        }

        Assert.Equal(s_bytes, (await Client.SendAsync("GET", "bucket", "key")).Body);
    }

    [Fact]
    public async Task Bytes_that_are_wrong()
    {
        Bucket.Put("key", s_bytes);
        Emulator.Faults.Add(Fault.CorruptDownload());
        var download = await Client.SendAsync("GET", "bucket", "key");
        Assert.Equal(1, download.Body.Zip(s_bytes).Count(pair => pair.First != pair.Second));
        Assert.Equal(OssCrc64.Hash(s_bytes).ToString(), download["x-oss-hash-crc64ecma"]);

        Emulator.Faults.Add(Fault.CorruptUpload(5), EmulatedOperation.PutObject);
        var upload = await Client.SendAsync("PUT", "bucket", "key", body: s_bytes);
        var stored = Bucket.Read("key");
        Assert.Equal([5], Enumerable.Range(0, stored.Length).Where(i => stored[i] != s_bytes[i]));
        Assert.Equal(OssCrc64.Hash(stored).ToString(), upload["x-oss-hash-crc64ecma"]);

        Emulator.Faults.Add(Fault.WrongCrc());
        var wrong = await Client.SendAsync("PUT", "bucket", "key", body: s_bytes);
        Assert.NotEqual(OssCrc64.Hash(s_bytes).ToString(), wrong["x-oss-hash-crc64ecma"]);
        Assert.Equal(s_bytes, Bucket.Read("key"));
    }

    [Fact]
    public async Task Delays_and_drips_follow_the_clock()
    {
        var clock = new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var emulator = await PaiEmulator.StartAsync(new() { TimeProvider = clock, ChecksClock = false });
        emulator.CreateBucket("bucket").Put("key", s_bytes.AsMemory(0, 100));
        using var client = new RawClient(emulator, clock);
        foreach (var fault in (Fault[])[Fault.Delay(TimeSpan.FromMinutes(5)), Fault.SlowDrip(40, TimeSpan.FromSeconds(30))])
        {
            var start = clock.GetUtcNow();
            emulator.Faults.Add(fault);
            var answer = client.SendAsync("GET", "bucket", "key");
            while (!answer.IsCompleted)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            Assert.Equal(s_bytes[..100], (await answer).Body);
            Assert.True(clock.GetUtcNow() - start >= TimeSpan.FromSeconds(60));
        }
    }

    [Fact]
    public async Task Rules_choose_their_requests()
    {
        var rule = Emulator.Faults.Add(new FaultRule(Fault.InternalError())
        {
            Method = "put",
            Bucket = "bucket",
            KeyPrefix = "a/",
            Operation = EmulatedOperation.PutObject,
            Skip = 1,
            Count = 2,
        });
        string[] keys = ["b", "a/1", "a/2", "a/3", "a/4"];
        var statuses = new List<int>();
        foreach (var key in keys) statuses.Add((int)(await Client.SendAsync("PUT", "bucket", key, body: [1])).Status);
        Assert.Equal([200, 200, 500, 500, 200], statuses);
        Assert.Equal(2, rule.Hits);
        Emulator.Faults.Add(new FaultRule(Fault.InternalError()) { Key = "b" });
        Assert.Equal(HttpStatusCode.InternalServerError, (await Client.SendAsync("GET", "bucket", "b")).Status);
        Emulator.Faults.Clear();
        Assert.Equal(HttpStatusCode.OK, (await Client.SendAsync("GET", "bucket", "b")).Status);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_faults()
    {
        var runs = new List<string>();
        foreach (var seed in (int[])[1, 1, 2])
        {
            await using var emulator = await PaiEmulator.StartAsync(new() { Seed = seed, Buckets = { "bucket" } });
            using var client = new RawClient(emulator);
            emulator.Faults.Add(new FaultRule(Fault.InternalError()) { Probability = 0.5 });
            var statuses = "";
            for (var i = 0; i < 40; i++) statuses += (await client.SendAsync("GET", "bucket")).Status == HttpStatusCode.OK ? "." : "x";
            runs.Add(statuses);
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
        Assert.InRange(runs[0].Count(c => c == 'x'), 5, 35);
    }

    [Fact]
    public void What_a_fault_refuses()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Delay(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Error(200, "OK"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.SlowDrip(0, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.ResetMidBody(-1));
        Assert.Throws<ArgumentNullException>(() => new FaultRule(null!));
    }
}

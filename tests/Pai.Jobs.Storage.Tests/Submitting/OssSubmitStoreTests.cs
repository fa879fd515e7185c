using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Submitting;
using Pai.Jobs.Storage.Tests.Transfer;

namespace Pai.Jobs.Storage.Tests.Submitting;

/// <summary>The entries of submit keys on OSS, with several clients.</summary>
public class OssSubmitStoreTests
{
    private static readonly OssUri s_folder = OssUri.Parse("oss://bucket/pai-jobs/submit-keys/");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public async Task An_entry_is_written_once_and_read_by_every_client()
    {
        await using var h = await StorageHarness.StartAsync();
        using var otherClient = StorageHarness.CreateClient(h.Emulator.AccessKey);
        var endpoint = StorageHarness.EndpointOf(h.Emulator.Endpoint, h.Emulator.Region);
        var other = new OssSubmitStore(new OssStorage(otherClient, endpoint, stateFolder: h.StateFolder), s_folder);
        var store = new OssSubmitStore(h.Storage, s_folder);

        Assert.Null(await store.TryReadAsync("ab/1-intent", default));
        Assert.True(await store.TryCreateAsync("ab/1-intent", Bytes("one"), default));
        Assert.False(await other.TryCreateAsync("ab/1-intent", Bytes("two"), default));

        Assert.Equal("one", Encoding.UTF8.GetString((await other.TryReadAsync("ab/1-intent", default))!.Content.Span));
        Assert.Equal(["pai-jobs/submit-keys/ab/1-intent.json"], h.Bucket.Keys);
    }

    [Fact]
    public async Task Of_racing_clients_one_wins()
    {
        await using var h = await StorageHarness.StartAsync();
        var clients = Enumerable.Range(0, 4).Select(_ => StorageHarness.CreateClient(h.Emulator.AccessKey)).ToList();
        var endpoint = StorageHarness.EndpointOf(h.Emulator.Endpoint, h.Emulator.Region);
        var stores = clients.ConvertAll(c => new OssSubmitStore(new(c, endpoint, stateFolder: h.StateFolder), s_folder));
        for (var round = 0; round < 10; round++)
        {
            var name = $"k/{round}-intent";
            var won = await Task.WhenAll(stores.Select((s, i) => Task.Run(() => s.TryCreateAsync(name, Bytes($"writer {i}"), default))));

            Assert.Single(won, w => w);
            var content = Encoding.UTF8.GetString((await stores[0].TryReadAsync(name, default))!.Content.Span);
            Assert.Equal($"writer {Array.IndexOf(won, true)}", content);
        }

        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task A_lost_answer_is_not_taken_for_another_writer()
    {
        await using var h = await StorageHarness.StartAsync();
        var store = new OssSubmitStore(h.Storage, s_folder);
        h.Emulator.Faults.Add(new FaultRule(Fault.LoseAnswer()) { Operation = EmulatedOperation.PutObject, Count = 1 });

        Assert.True(await store.TryCreateAsync("ab/1-intent", Bytes("one"), default));
        Assert.False(await store.TryCreateAsync("ab/1-intent", Bytes("two"), default));
    }

    [Fact]
    public async Task The_age_is_by_the_clock_of_the_service()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var options = new PaiEmulatorOptions { TimeProvider = clock, ChecksClock = false, Buckets = { "bucket" } };
        await using var emulator = await PaiEmulator.StartAsync(options);
        using var client = StorageHarness.CreateClient(emulator.AccessKey);
        var storage = new OssStorage(client, StorageHarness.EndpointOf(emulator.Endpoint, emulator.Region));
        var store = new OssSubmitStore(storage, s_folder);

        await store.TryCreateAsync("ab/1-intent", Bytes("one"), default);
        clock.Advance(TimeSpan.FromMinutes(21));

        var age = (await store.TryReadAsync("ab/1-intent", default))!.Age;
        Assert.InRange(age, TimeSpan.FromMinutes(21) - TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(21) + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_service_that_refuses_is_an_error()
    {
        await using var h = await StorageHarness.StartAsync();
        var store = new OssSubmitStore(h.Storage, s_folder);
        h.Emulator.Faults.Add(new FaultRule(Fault.Error(403, "AccessDenied")) { KeyPrefix = "pai-jobs/" });

        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<OssException>(() => store.TryReadAsync("ab/1-intent", default))).Code);
        var e = await Assert.ThrowsAsync<OssException>(() => store.TryCreateAsync("ab/1-intent", Bytes("one"), default));
        Assert.Equal("AccessDenied", e.Code);
    }

    [Fact]
    public async Task A_bucket_that_keeps_versions_is_refused()
    {
        using var harness = new ClientHarness();
        harness.Handler.Otherwise = _ => new(HttpStatusCode.OK) { Headers = { { "x-oss-version-id", "CAEQ" }, { "ETag", "\"E\"" } } };
        var store = new OssSubmitStore(new OssStorage(harness.Client, Internal.Storage.OssEndpoint.OfRegion("cn-hangzhou")), s_folder);

        var e = await Assert.ThrowsAsync<OssException>(() => store.TryCreateAsync("ab/1-intent", Bytes("one"), default));

        Assert.Contains("bucket bucket keeps versions", e.Message, StringComparison.Ordinal);
    }

    /// <summary>The whole protocol with the store on OSS: clients race, and answers get lost.</summary>
    [Fact]
    public async Task Racing_submissions_create_one_job_whatever_answers_get_lost()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Emulator.Faults.Add(new FaultRule(Fault.LoseAnswer()) { Operation = EmulatedOperation.PutObject, Probability = 0.3 });
        h.Emulator.Faults.Add(new FaultRule(Fault.ResetBeforeHeaders()) { Operation = EmulatedOperation.GetObject, Probability = 0.1 });
        var created = new List<JobInfo>();
        var job = new JobSubmission { RecordName = "Acme.Job", JobName = "job_1", Command = JobCommand.Shell("true") };
        var content = SubmissionContent.Of(job, "c0de", new Dictionary<string, string>());
        async Task<JobInfo> SubmitAsync()
        {
            var marker = JobMarker.Create("job_1", TimeProvider.System);
            while (true)
            {
                try
                {
                    return await new SubmitOnce(new OssSubmitStore(h.Storage, s_folder), TimeProvider.System, NullLogger.Instance).RunAsync(
                        new()
                        {
                            Scope = "w",
                            Key = "k",
                            RecordName = "Acme.Job",
                            Content = content,
                            Marker = marker,
                            Prepare = _ => Task.CompletedTask,
                            Create = _ =>
                            {
                                var info = new JobInfo { Id = marker.Tag, Name = "job_1", Status = JobStatus.Creating };
                                lock (created) created.Add(info);
                                return Task.FromResult(info);
                            },
                            Find = (m, _) =>
                            {
                                lock (created) return Task.FromResult(created.Find(i => i.Id == m.Tag));
                            },
                            Get = (id, _) =>
                            {
                                lock (created) return Task.FromResult(created.Find(i => i.Id == id));
                            },
                        },
                        default);
                }
                catch (OssException)
                {
                    // An orchestrator tries again.
                }
            }
        }

        var infos = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(SubmitAsync)));

        var one = Assert.Single(created);
        Assert.All(infos, i => Assert.Equal(one.Id, i.Id));
    }
}

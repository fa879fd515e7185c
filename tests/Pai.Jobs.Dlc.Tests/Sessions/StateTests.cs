using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>The states of jobs, waiting for them, and lists.</summary>
public class StateTests
{
    private static RunOptions Named(string name) => new() { JobName = name, LogWriter = TextWriter.Null };

    private static EmulatedJob Of(string status, string? code = null, string? message = null) =>
        new EmulatedJob().At(TimeSpan.Zero, status, code, message);

    [Fact]
    public async Task A_job_is_waited_for_and_its_reason_is_in_the_exception()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(_ => Of("Failed", "ResourceAllocateFailed", "No stock."));

        var run = await new TrainJob().SubmitAsync(harness.Session, Named("a"), harness.Timeout);
        var e = await Assert.ThrowsAsync<JobFailedException>(() => run.EnsureSucceededAsync(harness.Timeout));

        Assert.Equal((JobStatus.Failed, "ResourceAllocateFailed", "No stock."), (e.Status, e.ReasonCode, e.ReasonMessage));
    }

    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task Many_jobs_take_a_list_for_each_hundred()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs());
        var ids = new List<string>();
        for (var i = 0; i < 250; i++) ids.Add(await harness.CreateAsync($"job-{i}"));
        harness.Emulator.ClearRequests();

        var infos = await harness.Session.Backend.GetAsync(ids, harness.Timeout);

        Assert.Equal(ids, infos.Select(i => i.Id));
        Assert.All(infos, i => Assert.Equal(JobStatus.Running, i.Status));
        Assert.Equal([nameof(EmulatedOperation.ListJobs)], harness.Operations.Distinct());
        Assert.Equal(3, harness.Operations.Count());
    }

    [Fact]
    public async Task A_job_that_the_list_does_not_have_is_asked_for_by_itself()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs());
        harness.Emulator.Dlc.ListDelay = TimeSpan.FromHours(1);
        var ids = new[] { await harness.CreateAsync("a"), await harness.CreateAsync("b"), "dlcmissing" };

        var infos = await harness.Session.Backend.GetAsync(ids, harness.Timeout);

        Assert.Equal(ids[..2], infos.Select(i => i.Id));
    }

    [Fact]
    public async Task An_end_is_not_starved_by_jobs_that_the_list_hides()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Emulator.Dlc.OnCreate(job => job.DisplayName == "ends"
            ? new EmulatedJob().Succeeds(TimeSpan.Zero, TimeSpan.FromMinutes(45))
            : new EmulatedJob().Runs());
        var ending = await harness.CreateAsync("ends");
        clock.Advance(TimeSpan.FromHours(1));
        harness.Emulator.Dlc.ListDelay = TimeSpan.FromMinutes(30);
        var ids = new List<string>();
        for (var i = 0; i < 60; i++) ids.Add(await harness.CreateAsync($"job-{i}"));
        ids.Add(ending);
        await harness.Session.Backend.GetAsync(ids, harness.Timeout);
        harness.Emulator.ClearRequests();

        // All that are hidden have their turn, while the calls stay few.
        await harness.Session.Backend.GetAsync(ids, harness.Timeout);
        var first = Asked();
        await harness.Session.Backend.GetAsync(ids, harness.Timeout);
        var both = Asked().Concat(first).ToHashSet();
        clock.Advance(TimeSpan.FromMinutes(20));
        var infos = await harness.Session.Backend.GetAsync(ids, harness.Timeout);

        Assert.Equal(50, first.Count);
        Assert.Equal(60, both.Count);
        Assert.Equal(JobStatus.Succeeded, infos.Single(i => i.Id == ending).Status);
        Assert.Equal(50, Asked().Count);
        Assert.Equal(ids, infos.Select(i => i.Id));

        List<string> Asked()
        {
            List<string> asked = [.. harness.Emulator.Requests.Where(r => r.Operation == EmulatedOperation.GetJob).Select(r => r.JobId!)];
            harness.Emulator.ClearRequests();
            return asked;
        }
    }

    [Fact]
    public async Task A_job_that_was_started_again_between_two_looks_waits_again()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Emulator.Dlc.OnCreate(_ => Of("Running")
            .At(TimeSpan.FromMinutes(1), "Restarting").At(TimeSpan.FromMinutes(2), "Queuing"));
        var ids = new[] { await harness.CreateAsync("a"), await harness.CreateAsync("b") };
        var before = await harness.Session.Backend.GetAsync(ids, harness.Timeout);
        clock.Advance(TimeSpan.FromMinutes(3));
        var after = await harness.Session.Backend.GetAsync(ids, harness.Timeout);

        Assert.All(before, i => Assert.Equal(JobStatus.Running, i.Status));
        Assert.All(after, i => Assert.Equal(JobStatus.Queuing, i.Status));
    }

    [Fact]
    public async Task One_job_that_cannot_be_read_does_not_lose_the_others()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs());
        harness.Emulator.Dlc.ListDelay = TimeSpan.FromHours(1);
        var ids = new[] { await harness.CreateAsync("a"), await harness.CreateAsync("b"), await harness.CreateAsync("c") };
        await harness.Session.Backend.GetAsync(ids[..2], harness.Timeout);
        Deny(ids[0]);

        var infos = await harness.Session.Backend.GetAsync(ids, harness.Timeout);
        Deny(ids[1]);
        Deny(ids[2]);

        Assert.Equal(ids, infos.Select(i => i.Id));
        Assert.All(infos, i => Assert.Equal(JobStatus.Running, i.Status));
        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Session.Backend.GetAsync(ids, harness.Timeout));
        Assert.Equal(PaiServiceErrorKind.Forbidden, e.Kind);

        // One that was never read is not missing.
        harness.Emulator.Faults.Clear();
        var fresh = await harness.CreateAsync("d");
        Deny(fresh);
        await Assert.ThrowsAsync<PaiServiceException>(() => harness.Session.Backend.GetAsync([.. ids, fresh], harness.Timeout));

        void Deny(string id) => harness.Emulator.Faults.Add(
            new FaultRule(Fault.Error(403, "Forbidden.RAM")) { Operation = EmulatedOperation.GetJob, JobId = id });
    }

    [Fact]
    public async Task A_list_is_the_newest_first_with_all_filters()
    {
        await using var harness = await DlcHarness.StartAsync();
        foreach (var name in (string[])["one", "two", "three"])
        {
            await new TrainJob().SubmitAsync(
                harness.Session,
                Named(name) with { Labels = new Dictionary<string, string?> { ["name"] = name } },
                harness.Timeout);
        }

        await harness.CreateAsync("foreign");

        Assert.Equal(["foreign", "three", "two", "one"], await NamesAsync(new()));
        Assert.Equal(["foreign", "three"], await NamesAsync(new() { MaxCount = 2 }));
        Assert.Equal(["three", "two", "one"], await NamesAsync(new() { RecordName = "Acme.TrainJob" }));
        Assert.Equal(["two"], await NamesAsync(new() { Labels = new Dictionary<string, string> { ["name"] = "two" } }));
        Assert.Equal(["three", "two"], await NamesAsync(new() { NameContains = "T", Statuses = [JobStatus.Succeeded] }));
        Assert.Empty(await NamesAsync(new() { CreatedUntil = DateTimeOffset.UtcNow.AddDays(-1) }));

        async Task<List<string>> NamesAsync(JobQuery query) =>
            await harness.Session.ListJobsAsync(query, harness.Timeout).Select(j => j.Name).ToListAsync(harness.Timeout);
    }

    [Fact]
    public async Task A_job_is_stopped_and_deleted()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs());
        var run = await new TrainJob().SubmitAsync(harness.Session, Named("a"), harness.Timeout);

        var early = await Assert.ThrowsAsync<JobException>(() => run.DeleteAsync(harness.Timeout));
        await run.StopAsync(harness.Timeout);
        await run.StopAsync(harness.Timeout);
        var status = await run.WaitAsync(harness.Timeout);
        await run.DeleteAsync(harness.Timeout);

        Assert.Contains("has not ended", early.Message, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Stopped, status);
        await Assert.ThrowsAsync<JobNotFoundException>(() => run.RefreshAsync(harness.Timeout));
    }

    [Fact]
    public async Task A_job_is_attached_to_with_its_outputs_and_values()
    {
        await using var harness = await DlcHarness.StartAsync();
        var job = new TrainJob { Epochs = 7, Model = "oss://bucket/model/" };
        var run = await job.SubmitAsync(harness.Session, Named("a"), harness.Timeout);
        await using var other = harness.Open();

        var attached = await JobRunner.AttachAsync<TrainJob, TrainJob.TrainOutputs>(
            new("Acme.TrainJob", "python train.py") { BaseJobName = "train_job", Outputs = [new("model"), new("metrics")] },
            other,
            run.Id,
            harness.Timeout);

        Assert.Equal(run.Outputs.Model.Location, attached.Outputs.Model.Location);
        Assert.Equal(run.Outputs.Metrics.Location, attached.Outputs.Metrics.Location);
        Assert.Equal(job, await attached.ReadJobAsync(harness.Timeout));
        var foreign = await other.AttachAsync(await harness.CreateAsync("foreign"), harness.Timeout);
        Assert.Null(foreign.Info.Outputs);
        await Assert.ThrowsAsync<JobNotSupportedException>(() => other.Backend.ReadValuesAsync(foreign.Id, harness.Timeout));
    }

    [Fact]
    public async Task Events_of_the_job_and_its_pods_are_in_the_order_of_their_times()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs()
            .Event(TimeSpan.Zero, "job is queued").Event(TimeSpan.Zero, "pulling the image", "worker-0"));
        var run = await new TrainJob().SubmitAsync(harness.Session, Named("a"), harness.Timeout);

        var events = await run.ReadEventsAsync(harness.Timeout).ToListAsync(harness.Timeout);

        Assert.Equal([("job is queued", null), ("pulling the image", "worker-0")], events.Select(e => (e.Message, e.Source)));
        Assert.All(events, e => Assert.InRange(e.Time, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow));
    }
}

using System.Text;
using System.Text.Json;
using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Running;

namespace Pai.Jobs.Storage.Tests.Sessions;

/// <summary>Outputs on OSS of jobs on this machine.</summary>
public class OssOutputTests
{
    private const string WriteBoth =
        "echo one >$PAI_OUTPUT_MODEL/a.txt; mkdir $PAI_OUTPUT_MODEL/deep; echo two >\"$PAI_OUTPUT_MODEL/deep/b c.txt\"";

    private static readonly OssUri s_model = OssUri.Parse("oss://bucket/runs/model/");

    private static string Read(SessionHarness harness, string key) => Encoding.UTF8.GetString(harness.Bucket.Read(key));

    private static int Puts(SessionHarness harness) =>
        harness.Emulator.Requests.Count(r => r.Operation == EmulatedOperation.PutObject && r.Status == 200);

    private static Task<JobRun<ResultJob, ResultJob.ResultOutputs>> RunAsync(SessionHarness harness, string command) =>
        new ResultJob { Model = s_model }.RunAsync(harness.Session, SessionHarness.Options(command), harness.Timeout);

    private static Task<JobRun<ResultJob, ResultJob.ResultOutputs>> SubmitAsync(SessionHarness harness, string command) =>
        new ResultJob { Model = s_model }.SubmitAsync(harness.Session, SessionHarness.Options(command), harness.Timeout);

    /// <summary>Reads the log to its end without waiting for the run, which leaves it to be published.</summary>
    private static async Task<JobRun<ResultJob, ResultJob.ResultOutputs>> ToBePublishedAsync(SessionHarness harness, string command)
    {
        var run = await SubmitAsync(harness, command);
        await foreach (var _ in run.ReadLogsAsync(harness.Timeout)) { }
        Assert.Equal((JobStatus.Publishing, null), ((await run.RefreshAsync(harness.Timeout)).Status, run.Info.FinishedAt));
        return run;
    }

    [Theory]
    [InlineData(LocalIsolation.Process)]
    [InlineData(LocalIsolation.Auto)]
    public async Task Files_are_there_when_the_run_has_succeeded_and_the_list_of_them_is_the_last(LocalIsolation isolation)
    {
        await using var harness = await SessionHarness.StartAsync(isolation);
        harness.Bucket.Put("runs/model/a.txt", "old"u8.ToArray());
        harness.Bucket.Put("runs/model/other.txt", "other"u8.ToArray());

        var log = new StringWriter();
        var run = await new ResultJob { Model = s_model }.RunAsync(
            harness.Session, SessionHarness.Options(WriteBoth, log), harness.Timeout);

        Assert.EndsWith("The outputs on OSS are being uploaded." + Environment.NewLine, log.ToString(), StringComparison.Ordinal);
        Assert.Equal(JobStatus.Succeeded, run.Status);
        Assert.Equal(s_model, run.Outputs.Model.Location);
        Assert.NotNull(run.Outputs.Metrics.FilePath);
        Assert.Equal(
            ["runs/model/_SUCCESS", "runs/model/a.txt", "runs/model/deep/b c.txt", "runs/model/other.txt"], harness.Bucket.Keys);
        Assert.Equal(
            ("one\n", "two\n", "other"),
            (Read(harness, "runs/model/a.txt"), Read(harness, "runs/model/deep/b c.txt"), Read(harness, "runs/model/other.txt")));
        Assert.Equal("runs/model/_SUCCESS", harness.Emulator.Requests.Last(r => r.Operation == EmulatedOperation.PutObject).Key);
        using var list = JsonDocument.Parse(harness.Bucket.Read("runs/model/_SUCCESS"));
        Assert.Equal(run.Id, list.RootElement.GetProperty("runId").GetString());
        Assert.Equal("model", list.RootElement.GetProperty("output").GetString());
        Assert.Equal(
            [("a.txt", 4), ("deep/b c.txt", 4)],
            list.RootElement.GetProperty("files").EnumerateArray()
                .Select(f => (f.GetProperty("path").GetString()!, f.GetProperty("size").GetInt32())));
        await using var content = await run.Outputs.Model.OpenReadAsync("deep/b c.txt", harness.Timeout);
        using var reader = new StreamReader(content);
        Assert.Equal("two\n", await reader.ReadToEndAsync(harness.Timeout));
    }

    [Fact]
    public async Task A_log_is_kept_beside_outputs_on_OSS()
    {
        await using var harness = await SessionHarness.StartAsync();
        var run = await RunAsync(harness, "echo one; echo two");
        var outputs = new Dictionary<string, DataLocation> { ["model"] = OssUri.Parse("oss://bucket/out/run 1/model/") };
        var there = new JobRun(harness.Session.Backend, run.Info with { Outputs = outputs });

        var kept = await LogKeeper.KeepAsync(there, harness.Session.Storage, "model", harness.Timeout);

        Assert.Equal("oss://bucket/out/run 1/log.txt", kept);
        Assert.EndsWith("\none\ntwo\n", Read(harness, "out/run 1/log.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_name_of_the_last_is_the_jobs_own_and_the_last()
    {
        await using var harness = await SessionHarness.StartAsync();

        await RunAsync(harness, "echo mine >$PAI_OUTPUT_MODEL/_SUCCESS; " + WriteBoth);

        Assert.Equal("mine\n", Read(harness, "runs/model/_SUCCESS"));
        Assert.Equal("runs/model/_SUCCESS", harness.Emulator.Requests.Last(r => r.Operation == EmulatedOperation.PutObject).Key);
    }

    [Fact]
    public async Task An_output_without_files_has_the_list_alone()
    {
        await using var harness = await SessionHarness.StartAsync();

        await RunAsync(harness, "mkdir $PAI_OUTPUT_MODEL/empty; ln -s x $PAI_OUTPUT_MODEL/link");

        Assert.Equal(["runs/model/_SUCCESS"], harness.Bucket.Keys);
        Assert.Contains("link", Read(harness, "runs/model/_SUCCESS"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_fails_publishes_nothing()
    {
        await using var harness = await SessionHarness.StartAsync();

        await Assert.ThrowsAsync<JobFailedException>(() => RunAsync(harness, WriteBoth + "; exit 3"));

        Assert.Empty(harness.Bucket.Keys);
    }

    [Fact]
    public async Task The_plan_says_what_is_uploaded()
    {
        await using var harness = await SessionHarness.StartAsync();

        var plan = await new ResultJob { Model = OssUri.Parse("oss://bucket/runs/model") }.PlanAsync(
            harness.Session, cancellationToken: harness.Timeout);

        Assert.Empty(plan.Problems);
        Assert.Equal(s_model, plan.Outputs["model"]);
        Assert.Contains(plan.Notes, n => n.Contains($"uploaded to {s_model}", StringComparison.Ordinal));
        Assert.Empty(harness.Bucket.Keys);
    }

    [Theory]
    [InlineData("oss://none/model/", "oss://bucket/m/", "NoSuchBucket")]
    [InlineData("oss://bucket/m/deep/", "oss://bucket/m/", "side by side")]
    [InlineData("oss://bucket/", null, "whole bucket")]
    public async Task An_output_that_cannot_be_published_is_a_problem_of_the_plan(string model, string? metrics, string named)
    {
        await using var harness = await SessionHarness.StartAsync();

        var job = new ResultJob { Model = OssUri.Parse(model), Metrics = metrics is null ? null : OssUri.Parse(metrics) };
        var plan = await job.PlanAsync(harness.Session, cancellationToken: harness.Timeout);

        var problem = Assert.Single(plan.Problems);
        Assert.Contains("output \"m", problem.Subject, StringComparison.Ordinal);
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oss://bucket/code/", "oss://bucket/code/", "the code")]
    [InlineData("oss://bucket.oss-cn-hangzhou.aliyuncs.com/code/", "oss://bucket/code/", "the code")]
    [InlineData("oss://bucket/main.sh", "oss://bucket/main.sh", "the code")]
    [InlineData("oss://bucket/code/main.sh", "oss://bucket/code/", "the code")]
    [InlineData("oss://bucket/code/", "oss://bucket/code/out/", null)]
    [InlineData("oss://bucket/code/", "oss://bucket/code-out/", null)]
    public async Task An_output_replaces_nothing_that_the_job_reads(string source, string output, string? named)
    {
        await using var harness = await SessionHarness.StartAsync();
        foreach (var key in (string[])["code/main.sh", "main.sh"]) harness.Bucket.Put(key, "x"u8.ToArray());

        var options = new RunOptions { SourceDir = source.Replace("cn-hangzhou", harness.Emulator.Region, StringComparison.Ordinal) };
        var plan = await new ResultJob { Model = OssUri.Parse(output) }.PlanAsync(harness.Session, options, harness.Timeout);

        if (named is null) Assert.Empty(plan.Problems);
        else Assert.Contains(named, Assert.Single(plan.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rm -rf $PAI_OUTPUT_MODEL", null)]
    [InlineData("rm -rf $PAI_OUTPUT_MODEL; ln -s /etc ${PAI_OUTPUT_MODEL%/}", ". (a link)")]
    [InlineData("rm -rf $PAI_OUTPUT_MODEL; echo x >${PAI_OUTPUT_MODEL%/}", ". (a file)")]
    [InlineData("ln -s /etc/hosts $PAI_OUTPUT_MODEL/_SUCCESS", "_SUCCESS (a link")]
    [InlineData("mkfifo $PAI_OUTPUT_MODEL/_SUCCESS", "_SUCCESS (not")]
    public async Task Nothing_but_files_of_the_output_is_published(string command, string? leftOut)
    {
        await using var harness = await SessionHarness.StartAsync();

        await RunAsync(harness, command);

        Assert.Equal(["runs/model/_SUCCESS"], harness.Bucket.Keys);
        var list = Read(harness, "runs/model/_SUCCESS");
        Assert.Contains("\"files\": []", list, StringComparison.Ordinal);
        Assert.Contains(leftOut ?? "\"leftOut\": []", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_the_name_of_the_last_is_published_without_one()
    {
        await using var harness = await SessionHarness.StartAsync();

        await RunAsync(harness, "mkdir $PAI_OUTPUT_MODEL/_SUCCESS; echo x >$PAI_OUTPUT_MODEL/_SUCCESS/a");

        Assert.Equal(["runs/model/_SUCCESS/a"], harness.Bucket.Keys);
    }

    [Fact]
    public async Task A_stop_is_too_late_when_the_last_is_being_written()
    {
        await using var harness = await SessionHarness.StartAsync();
        var run = await ToBePublishedAsync(harness, WriteBoth);
        var rule = harness.Emulator.Faults.Add(new FaultRule(Fault.LoseAnswer()) { Key = "runs/model/_SUCCESS", Count = 1 });
        var wait = run.WaitAsync(harness.Timeout);
        while (rule.Hits == 0) await Task.Yield();

        await run.StopAsync(harness.Timeout);

        Assert.Equal(JobStatus.Succeeded, await wait);
    }

    [Fact]
    public async Task A_stop_removes_the_parts_that_are_there()
    {
        await using var harness = await SessionHarness.StartAsync();
        var run = await ToBePublishedAsync(harness, "head -c 20000000 /dev/zero >$PAI_OUTPUT_MODEL/large");
        var rule = new FaultRule(Fault.Delay(TimeSpan.FromHours(1))) { Operation = EmulatedOperation.UploadPart, Skip = 1, Count = null };
        harness.Emulator.Faults.Add(rule);
        var wait = run.WaitAsync(harness.Timeout);
        while (rule.Hits == 0) await Task.Yield();
        Assert.Single(harness.Bucket.Uploads);

        await run.StopAsync(harness.Timeout);

        Assert.Equal(JobStatus.Stopped, await wait);
        Assert.Empty(harness.Bucket.Uploads);
        Assert.Empty(harness.Bucket.Keys);
    }

    [Fact]
    public async Task Without_credentials_the_plan_says_how_to_run_without_OSS()
    {
        await using var harness = await SessionHarness.StartAsync();
        await using var session = harness.Open(b => (b.Region, b.OssEndpoint) = (null, null));

        var plan = await new ResultJob { Model = s_model }.PlanAsync(session, cancellationToken: harness.Timeout);

        Assert.Contains("in the run's folder", Assert.Single(plan.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_may_write_and_not_read_can_publish()
    {
        await using var harness = await SessionHarness.StartAsync();
        var rule = harness.Emulator.Faults.Add(Fault.Error(403, "AccessDenied"), EmulatedOperation.GetObjectMeta, count: 1);

        var plan = await new ResultJob { Model = s_model }.PlanAsync(harness.Session, cancellationToken: harness.Timeout);

        Assert.Empty(plan.Problems);
        Assert.Equal(1, rule.Hits);
    }

    [Fact]
    public async Task A_run_that_nothing_waits_for_is_published_when_another_session_attaches()
    {
        await using var harness = await SessionHarness.StartAsync();
        var run = await ToBePublishedAsync(harness, WriteBoth);
        Assert.Empty(harness.Bucket.Keys);
        var refused = await Assert.ThrowsAsync<JobException>(() => run.DeleteAsync(harness.Timeout));
        Assert.Contains("has not ended", refused.Message, StringComparison.Ordinal);

        await using var session = harness.Open();
        var attached = await session.AttachAsync(run.Id, harness.Timeout);
        while (!(await run.RefreshAsync(harness.Timeout)).Status.IsFinished()) await Task.Yield();

        Assert.Equal(JobStatus.Succeeded, await attached.WaitAsync(harness.Timeout));
        Assert.NotNull(attached.Info.FinishedAt);
        Assert.Equal(3, harness.Bucket.Keys.Count);
        await run.DeleteAsync(harness.Timeout);
    }

    [Fact]
    public async Task Of_several_that_wait_one_uploads()
    {
        await using var harness = await SessionHarness.StartAsync();
        var run = await ToBePublishedAsync(harness, WriteBoth);
        var sessions = Enumerable.Range(0, 4).Select(_ => harness.Open()).ToList();

        var ends = await Task.WhenAll(sessions.Select(EndAsync));

        Assert.All(ends, e => Assert.Equal(JobStatus.Succeeded, e));
        Assert.Equal(3, Puts(harness));
        foreach (var session in sessions) await session.DisposeAsync();

        async Task<JobStatus> EndAsync(PaiSession session) =>
            await (await session.AttachAsync(run.Id, harness.Timeout)).WaitAsync(harness.Timeout);
    }

    [Fact]
    public async Task A_refusal_ends_the_wait_and_the_next_wait_goes_on()
    {
        await using var harness = await SessionHarness.StartAsync();
        var run = await ToBePublishedAsync(harness, WriteBoth);
        harness.Emulator.Faults.Add(new FaultRule(Fault.Error(403, "AccessDenied")) { Key = "runs/model/deep/b c.txt", Count = null });

        var failure = await Assert.ThrowsAsync<JobException>(() => run.WaitAsync(harness.Timeout));

        Assert.Contains("AccessDenied", failure.Message, StringComparison.Ordinal);
        Assert.Contains(run.Id, failure.Message, StringComparison.Ordinal);
        Assert.Contains("ml/output/model", failure.Message, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Publishing, (await run.RefreshAsync(harness.Timeout)).Status);
        Assert.DoesNotContain("runs/model/_SUCCESS", harness.Bucket.Keys);

        harness.Emulator.Faults.Clear();
        Assert.Equal(JobStatus.Succeeded, await run.WaitAsync(harness.Timeout));
        // What was there already is not moved again.
        Assert.Equal(3, Puts(harness));
        Assert.Equal(3, harness.Bucket.Keys.Count);
    }

    [Fact]
    public async Task A_stop_gives_up_what_is_not_published()
    {
        await using var harness = await SessionHarness.StartAsync();
        var run = await ToBePublishedAsync(harness, WriteBoth);
        var rule = harness.Emulator.Faults.Add(Fault.Delay(TimeSpan.FromHours(1)), EmulatedOperation.PutObject, count: null);
        var wait = run.WaitAsync(harness.Timeout);
        while (rule.Hits == 0) await Task.Yield();

        await run.StopAsync(harness.Timeout);

        Assert.Equal(JobStatus.Stopped, await wait);
        Assert.Contains("before its outputs were published", run.Info.ReasonMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("runs/model/_SUCCESS", harness.Bucket.Keys);
        await run.DeleteAsync(harness.Timeout);
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_rest_to_the_next()
    {
        await using var harness = await SessionHarness.StartAsync();
        var run = await ToBePublishedAsync(harness, WriteBoth);
        var rule = harness.Emulator.Faults.Add(Fault.Delay(TimeSpan.FromHours(1)), EmulatedOperation.PutObject, count: null);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(harness.Timeout);
        var wait = run.WaitAsync(cancel.Token);
        while (rule.Hits == 0) await Task.Yield();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        harness.Emulator.Faults.Clear();
        Assert.Equal(JobStatus.Succeeded, await run.WaitAsync(harness.Timeout));
        Assert.Equal(3, harness.Bucket.Keys.Count);
    }
}

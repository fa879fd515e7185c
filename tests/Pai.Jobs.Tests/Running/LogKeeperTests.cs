namespace Pai.Jobs.Tests;

public class LogKeeperTests
{
    private static async Task<(string Said, JobRun? Run, JobFailedException? Failure)> RunAsync(
        PaiSession session, RunOptions? options = null)
    {
        using var log = new StringWriter();
        options = (options ?? new()) with { KeepLog = true, LogWriter = log };
        try
        {
            var run = await new TestJob().RunAsync(session, options);
            return (LastLine(), run, null);
        }
        catch (JobFailedException e)
        {
            return (LastLine(), null, e);
        }

        string LastLine() => log.ToString().TrimEnd().Split(Environment.NewLine)[^1];
    }

    [Fact]
    public async Task The_log_is_kept_beside_the_outputs()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("één").WriteLine("").WriteLine("three", LogStream.StandardError).Succeed());

        var (said, run, _) = await RunAsync(session);

        var folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(run!.Info.Outputs!["table"].FilePath!))!;
        var file = Path.Combine(folder, "log.txt");
        Assert.Equal($"The log is kept as {file}", said);
        Assert.Equal("één\n\nthree\n"u8.ToArray(), await File.ReadAllBytesAsync(file));
        Assert.Equal([file], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task The_log_of_a_job_that_fails_is_kept_too_and_names_the_nodes()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("a", node: "master-0").WriteLine("b", node: "worker-0").Fail());

        var (said, _, failure) = await RunAsync(session, new() { InstanceCount = 2 });

        Assert.Equal(JobStatus.Failed, failure!.Status);
        Assert.Equal("[master-0] a\n[worker-0] b\n", await File.ReadAllTextAsync(said["The log is kept as ".Length..]));
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_fails_no_run_and_leaves_no_part()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("a").BreakLog(new IOException("the pipe broke")).Succeed());

        var (said, run, _) = await RunAsync(session);

        Assert.Equal("The log is not kept. the pipe broke", said);
        Assert.Equal(JobStatus.Succeeded, run!.Status);
        Assert.Empty(Directory.GetFiles(Path.Combine(run.Info.Outputs!["table"].FilePath!, "..")));
    }

    [Fact]
    public async Task A_log_without_a_place_is_a_problem_before_anything_is_sent()
    {
        await using var session = PaiSession.Test(out var backend);
        var options = new RunOptions { KeepLog = true };
        var job = new TestJob { Table = DataLocation.Parse("/data/table/") };

        var e = await Assert.ThrowsAsync<JobValidationException>(() => job.RunAsync(session, options));
        Assert.Contains("RunOptions.KeepLog: needs an [Output]", e.Message, StringComparison.Ordinal);
        e = await Assert.ThrowsAsync<JobValidationException>(
            () => new TestJob().RunAsync(session, options with { OutputPath = DataLocation.Parse("nas://fs-1.cn-hangzhou/out/") }));
        Assert.Contains("RunOptions.KeepLog: cannot write to nas://fs-1.cn-hangzhou/out/", e.Message, StringComparison.Ordinal);
        Assert.Empty(backend.Submitted);
    }
}

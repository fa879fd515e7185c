
namespace Pai.Jobs.Cli.Tests.Jobs;

/// <summary>The commands below <c>jobs</c> and <c>runs</c>, for runs of this machine.</summary>
public class JobCommandTests
{
    [Fact]
    public async Task A_run_that_has_ended_is_listed_and_shown()
    {
        await using var home = new CliHome();
        var run = await new EchoJob().RunAsync(home);
        var failed = await new EchoJob { Code = 3 }.RunAsync(home);

        var list = (await home.RunAsync("runs", "list")).Exits(ExitCodes.Success);
        var show = (await home.RunAsync("jobs", "show", failed.Id)).Exits(ExitCodes.Success);

        Assert.Equal(3, list.Lines.Length);
        Assert.StartsWith("ID", list.Lines[0], StringComparison.Ordinal);
        Assert.Matches($@"^{run.Id}\s+{run.Name}\s+Succeeded\s", list.Lines.Single(l => l.StartsWith(run.Id, StringComparison.Ordinal)));
        Assert.Matches(@"(?m)^status\s+Failed", show.Output);
        Assert.Matches(@"(?m)^exit code\s+3", show.Output);
        Assert.Matches(@"(?m)^label\s+team=search", show.Output);
        Assert.Empty(list.Error);
    }

    [Fact]
    public async Task Json_has_the_same_facts()
    {
        await using var home = new CliHome();
        var run = await new EchoJob { Code = 3 }.RunAsync(home);

        var list = (await home.RunAsync("runs", "list", "--status", "failed", "--label", "team=search", "-o", "json")).Exits(0).Json;
        var show = (await home.RunAsync("runs", "show", run.Name, "-o", "json")).Exits(0).Json;
        var none = (await home.RunAsync("runs", "list", "--status", "Succeeded", "-o", "json")).Exits(0).Json;

        Assert.Equal(run.Id, Assert.Single(list.EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("Failed", show.GetProperty("status").GetString());
        Assert.Equal(3, show.GetProperty("exitCode").GetInt32());
        Assert.Equal(typeof(EchoJob).FullName, show.GetProperty("record").GetString());
        Assert.Equal(run.Info.Outputs!["table"].ToString(), show.GetProperty("outputs").GetProperty("table").GetString());
        Assert.Equal(run.Info.CreatedAt, show.GetProperty("createdAt").GetDateTimeOffset());
        Assert.Empty(none.EnumerateArray());
    }

    [Fact]
    public async Task A_log_is_printed_by_time_stream_and_content()
    {
        await using var home = new CliHome();
        var run = await new EchoJob { Word = "there" }.RunAsync(home);

        var all = (await home.RunAsync("runs", "logs", run.Id)).Exits(0);
        var some = (await home.RunAsync("runs", "logs", run.Id, "--contains", "BROKEN", "-t")).Exits(0);
        var json = (await home.RunAsync("runs", "logs", run.Id, "-o", "json")).Exits(0);
        var last = (await home.RunAsync("runs", "logs", run.Id, "--tail", "0")).Exits(0);

        Assert.Equal(["broken", "hello there"], all.Lines.Order(StringComparer.Ordinal));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z broken\n$", some.Output);
        Assert.Contains(json.Lines, l => l.Contains("\"text\":\"hello there\"", StringComparison.Ordinal));
        Assert.Empty(last.Output);
    }

    [Fact]
    public async Task Events_metrics_and_reasons_are_told()
    {
        await using var home = new CliHome();
        var run = await new EchoJob { Code = 7 }.RunAsync(home);

        var events = (await home.RunAsync("runs", "events", run.Id, "-o", "json")).Exits(0).Json;
        var why = (await home.RunAsync("runs", "why", run.Id)).Exits(0);
        var metrics = await home.RunAsync("runs", "metrics", run.Id);

        Assert.NotEmpty(events.EnumerateArray());
        Assert.Contains("7", why.Output, StringComparison.Ordinal);
        metrics.Exits(0);
    }

    [Fact]
    public async Task Outputs_are_listed_and_downloaded()
    {
        await using var home = new CliHome();
        var run = await new EchoJob().RunAsync(home);

        var list = (await home.RunAsync("runs", "outputs", run.Id, "-o", "json")).Exits(0).Json;
        (await home.RunAsync("runs", "outputs", run.Id, "table", "--download", "results")).Exits(0);
        var wrong = (await home.RunAsync("runs", "outputs", run.Id, "tabel")).Exits(ExitCodes.Usage);

        var file = Assert.Single(list.EnumerateArray());
        Assert.Equal("table", file.GetProperty("output").GetString());
        Assert.Equal("a.csv", file.GetProperty("path").GetString());
        Assert.Equal(4, file.GetProperty("size").GetInt64());
        Assert.Equal("1,2\n", home.Read("results/table/a.csv"));
        Assert.Contains("It has: table.", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_tells_how_jobs_ended_by_its_exit_code()
    {
        await using var home = new CliHome();
        var good = await new EchoJob().RunAsync(home);
        var bad = await new EchoJob { Code = 1 }.RunAsync(home);

        (await home.RunAsync("runs", "wait", good.Id)).Exits(ExitCodes.Success);
        var both = (await home.RunAsync("runs", "wait", good.Id, bad.Id, "-o", "json")).Exits(ExitCodes.JobFailed);

        Assert.Equal(["Succeeded", "Failed"], both.Json.EnumerateArray().Select(j => j.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_wait_ends_at_its_time_limit_and_the_job_continues()
    {
        await using var home = new CliHome();
        var hold = home.Write("hold", "");
        var id = await new EchoJob().StartAsync(home, hold);

        var outcome = (await home.RunAsync("runs", "wait", id, "--timeout", "0.2s")).Exits(ExitCodes.TimedOut);
        File.Delete(hold);
        (await home.RunAsync("runs", "wait", id)).Exits(ExitCodes.Success);

        Assert.Contains("1 of 1 jobs have not ended", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_is_followed_to_its_end()
    {
        await using var home = new CliHome();
        var hold = home.Write("hold", "");
        var id = await new EchoJob().StartAsync(home, hold);
        await using var logs = home.Start("runs", "logs", "-f", id);

        var first = await logs.ReadLineAsync(home.Timeout);
        File.Delete(hold);
        var end = (await logs.EndAsync(home.Timeout)).Exits(ExitCodes.Success);

        Assert.NotNull(first);
        Assert.Equal(2, end.Lines.Length);
    }

    [Fact]
    public async Task Following_ends_when_nobody_reads_any_more()
    {
        await using var home = new CliHome();
        var hold = home.Write("hold", "");
        var id = await new EchoJob().StartAsync(home, hold, "tick");

        // The job writes until the file is deleted.
        var line = $"{string.Join(' ', CliProcess.CommandLine)} jobs logs -f {id} | head -n 1 >&2; echo ${{PIPESTATUS[0]}}";
        await using var shell = CliProcess.StartLine(home, ["bash", "-c", line]);
        var outcome = await shell.EndAsync(home.Timeout);
        File.Delete(hold);
        await home.RunAsync("jobs", "wait", id);

        Assert.Equal("141", outcome.Exits(0).Output.Trim());
    }

    [Fact]
    public async Task Ctrl_c_ends_the_following_and_not_the_job()
    {
        await using var home = new CliHome();
        var hold = home.Write("hold", "");
        var id = await new EchoJob().StartAsync(home, hold);
        await using var logs = home.Start("runs", "logs", "-f", id);

        await logs.ReadLineAsync(home.Timeout);
        logs.Interrupt();
        var end = (await logs.EndAsync(home.Timeout)).Exits(ExitCodes.Interrupted);
        File.Delete(hold);
        (await home.RunAsync("runs", "wait", id)).Exits(ExitCodes.Success);

        Assert.Contains($"pai-jobs runs logs -f {id}", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_stopped_and_deleted()
    {
        await using var home = new CliHome();
        var id = await new EchoJob().StartAsync(home, home.Write("hold", ""));

        var early = (await home.RunAsync("runs", "delete", id)).Exits(ExitCodes.Failed);
        (await home.RunAsync("runs", "stop", id, "--wait")).Exits(ExitCodes.Success);
        var again = (await home.RunAsync("runs", "stop", id)).Exits(ExitCodes.Success);
        (await home.RunAsync("runs", "delete", id)).Exits(ExitCodes.Success);
        var gone = (await home.RunAsync("runs", "show", id)).Exits(ExitCodes.Failed);

        Assert.Contains(id, early.Error, StringComparison.Ordinal);
        Assert.Contains("has ended already (Stopped)", again.Error, StringComparison.Ordinal);
        Assert.Contains(id, gone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_runs_are_deleted_only_if_that_is_asked_for()
    {
        await using var home = new CliHome();
        var run = await new EchoJob().RunAsync(home);

        var dry = (await home.RunAsync("runs", "clean", "--older-than", "0s")).Exits(0);
        (await home.RunAsync("runs", "show", run.Id)).Exits(0);
        (await home.RunAsync("runs", "clean", "--older-than", "0s", "--delete", "-q")).Exits(0);

        Assert.Equal([run.Id], dry.Lines);
        (await home.RunAsync("runs", "show", run.Id)).Exits(ExitCodes.Failed);
    }

    [Fact]
    public async Task The_page_of_a_run_is_its_folder()
    {
        await using var home = new CliHome();
        var run = await new EchoJob().RunAsync(home);
        home.Environment["PATH"] = home.Folder;

        var outcome = await home.RunAsync("runs", "open", run.Id);

        Assert.Equal(run.ConsoleUrl!.ToString() + "\n", outcome.Exits(0).Output);
    }

    [Theory]
    [InlineData("is not a duration", "runs", "wait", "x", "--timeout", "soon")]
    [InlineData("is not a time", "runs", "list", "--since", "yesterdy")]
    [InlineData("NAME=VALUE", "runs", "list", "--label", "team")]
    [InlineData("0 (all) or more", "runs", "list", "--max", "-1")]
    [InlineData("Did you mean --status?", "runs", "list", "--statu", "Running")]
    [InlineData("Did you mean list?", "runs", "lst")]
    [InlineData("Running", "runs", "list", "--status", "Runing")]
    [InlineData("a whole number", "runs", "list", "--max", "many")]
    public async Task A_wrong_value_is_named(string message, params string[] line)
    {
        await using var home = new CliHome();

        var outcome = (await home.RunAsync(line)).Exits(ExitCodes.Usage);

        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task Jobs_of_pai_are_reached_by_the_environment_alone()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Environment["PAI_JOBS_BACKEND"] = "dlc";
        await using var session = PaiSession.CreateDefault(b =>
        {
            b.Environment = name => home.Environment.GetValueOrDefault(name);
            b.UseDlc();
        });
        var run = await new EchoJob().SubmitAsync(
            session,
            new() { InstanceType = InstanceTypes.Ecs.G7.XLarge, Image = "registry.cn-hangzhou.aliyuncs.com/acme/echo:1" },
            home.Timeout);

        (await home.RunAsync("jobs", "wait", run.Id)).Exits(0);
        var list = (await home.RunAsync("jobs", "list", "-o", "json")).Exits(0).Json;
        var runs = (await home.RunAsync("runs", "list", "-o", "json")).Exits(0).Json;

        Assert.Equal(run.Id, Assert.Single(list.EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty(runs.EnumerateArray());
    }
}

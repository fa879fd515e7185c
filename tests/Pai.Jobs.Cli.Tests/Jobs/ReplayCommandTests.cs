
namespace Pai.Jobs.Cli.Tests.Jobs;

/// <summary><c>replay</c> and <c>diff</c>, for runs of this machine.</summary>
public class ReplayCommandTests
{
    [Fact]
    public async Task A_run_is_repeated_with_a_changed_value_and_its_exit_code_tells_how_it_ended()
    {
        await using var home = new CliHome();
        var run = await new EchoJob { Code = 3, Word = "there" }.RunAsync(home);

        var same = (await home.RunAsync("replay", run.Id, "--no-docker")).Exits(ExitCodes.JobFailed);
        var mended = (await home.RunAsync("replay", run.Id, "--no-docker", "--set", "code=0", "-o", "json")).Exits(ExitCodes.Success);

        Assert.Contains("hello there", same.Lines);
        Assert.Contains("runs again on this machine", same.Error, StringComparison.Ordinal);
        Assert.Contains(": Failed.", same.Error, StringComparison.Ordinal);
        Assert.Equal("Succeeded", mended.Json.GetProperty("status").GetString());
        Assert.Equal(run.Id, mended.Json.GetProperty("original").GetString());
        var first = mended.Json.GetProperty("differences")[0];
        Assert.Equal(("Parameter", "code", "3", "0"), (Text("kind"), Text("name"), Text("before"), Text("after")));

        var id = mended.Json.GetProperty("id").GetString()!;
        var diff = (await home.RunAsync("diff", run.Id, id)).Exits(ExitCodes.Success);
        var data = (await home.RunAsync("diff", run.Id, id, "-o", "json")).Exits(ExitCodes.Success).Json;
        Assert.Equal([$"{run.Id} -> {id}", "~ parameter code: 3 -> 0"], diff.Lines);
        Assert.Equal("code", Assert.Single(data.GetProperty("differences").EnumerateArray()).GetProperty("name").GetString());

        string Text(string name) => first.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task With_watch_each_save_of_the_code_runs_it_again_until_ctrl_c()
    {
        await using var home = new CliHome();
        var note = home.Write("code/note.txt", "first\n");
        home.Write("job.json", """
            {
              "version": 1, "record": "Acme.Job", "baseJobName": "job", "command": { "shell": "cat note.txt" },
              "sourceDir": "code", "instanceType": "local"
            }
            """);
        var run = (await home.RunAsync("run", "job.json", "-o", "json")).Exits(ExitCodes.Success).Json;
        await using var watch = home.Start("replay", run.GetProperty("id").GetString()!, "--no-docker", "--watch", "--source", "code");
        await ReadUntilAsync("first");

        await File.WriteAllTextAsync(note, "mended\n", home.Timeout);
        await ReadUntilAsync("mended");
        watch.Interrupt();

        (await watch.EndAsync(home.Timeout)).Exits(ExitCodes.Interrupted);
        var folders = Directory.EnumerateDirectories(home.Environment["PAI_JOBS_RUNS_DIR"]).Select(d => Path.GetFileName(d));
        Assert.DoesNotContain(folders, f => f.Contains("python", StringComparison.Ordinal));

        async Task ReadUntilAsync(string line)
        {
            string? next;
            do next = await watch.ReadLineAsync(home.Timeout);
            while (next is not null && next != line);
            Assert.Equal(line, next);
        }
    }

    [Fact]
    public async Task A_plan_starts_nothing_and_wrong_arguments_are_told()
    {
        await using var home = new CliHome();
        var run = await new EchoJob().RunAsync(home);

        (await home.RunAsync("replay", run.Id, "--no-docker", "--dry-run")).Exits(ExitCodes.Success);
        var value = (await home.RunAsync("replay", run.Id, "--set", "code=many", "--set", "wor=x")).Exits(ExitCodes.Usage);
        var watch = (await home.RunAsync("replay", run.Id, "--watch")).Exits(ExitCodes.Usage);
        var none = (await home.RunAsync("diff", run.Id, "local-20200101000000-abcdefgh")).Exits(ExitCodes.Failed);
        var list = (await home.RunAsync("runs", "list", "-o", "json")).Exits(ExitCodes.Success).Json;

        Assert.Contains("whole number", value.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"word\"?", value.Error, StringComparison.Ordinal);
        Assert.Contains("--source", watch.Error, StringComparison.Ordinal);
        Assert.Contains("local-20200101000000-abcdefgh", none.Error, StringComparison.Ordinal);
        Assert.Single(list.EnumerateArray());
    }
}

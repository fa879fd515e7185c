using System.Text.Json;
using Pai.Jobs.Cli.Tests.Jobs;

namespace Pai.Jobs.Cli.Tests.Run;

/// <summary><c>run</c>, <c>plan</c>, <c>export</c>, <c>python</c> and <c>batch</c>.</summary>
public class RunTests
{
    [Fact]
    public async Task A_job_file_runs_with_its_log_on_standard_output()
    {
        await using var home = new CliHome();
        var file = await SaveAsync(home, "job.json", new() { Word = "there" });

        var outcome = (await home.RunAsync("run", file)).Exits(ExitCodes.Success);

        Assert.Contains("hello there\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(": Succeeded", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_fails_is_exit_code_1_and_json_tells_its_end()
    {
        await using var home = new CliHome();
        var file = await SaveAsync(home, "job.json", new() { Code = 3 });

        var outcome = (await home.RunAsync("run", file, "--output", "json")).Exits(ExitCodes.JobFailed);

        Assert.Equal("Failed", outcome.Json.GetProperty("status").GetString());
        Assert.Equal(3, outcome.Json.GetProperty("exitCode").GetInt32());
        Assert.Contains("hello world", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_out_of_its_range_is_refused_as_by_the_record()
    {
        await using var home = new CliHome();
        var path = Path.Combine(home.Folder, await SaveAsync(home, "job.json", new() { Code = 255 }));
        var json = await File.ReadAllTextAsync(path, home.Timeout);
        json = json.Replace("\"value\": \"255\"", "\"value\": \"256\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, json, home.Timeout);

        var outcome = (await home.RunAsync("run", "job.json")).Exits(ExitCodes.Usage);

        Assert.Contains("parameter \"code\": code must be between 0 and 255. It is \"256\".", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(home.Environment["PAI_JOBS_RUNS_DIR"]));
    }

    [Fact]
    public async Task A_key_makes_two_submissions_one_run()
    {
        await using var home = new CliHome();
        var file = await SaveAsync(home, "job.json", new());

        var first = (await home.RunAsync("run", file, "--detach", "--key", "night")).Exits(ExitCodes.Success);
        var second = (await home.RunAsync("run", file, "--detach", "--key", "night")).Exits(ExitCodes.Success);

        Assert.Equal(first.Output, second.Output);
        (await home.RunAsync("jobs", "wait", first.Lines.Single())).Exits(ExitCodes.Success);
    }

    [Fact]
    public async Task A_plan_changes_nothing()
    {
        await using var home = new CliHome();
        var file = await SaveAsync(home, "job.json", new());

        var good = (await home.RunAsync("plan", file)).Exits(ExitCodes.Success);
        var bad = (await home.RunAsync("plan", file, "--instance-count", "0")).Exits(ExitCodes.Usage);

        Assert.Contains(typeof(EchoJob).FullName!, good.Output, StringComparison.Ordinal);
        Assert.Contains("0", bad.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(home.Environment["PAI_JOBS_RUNS_DIR"]));
    }

    [Fact]
    public async Task A_batch_goes_on_where_it_was()
    {
        await using var home = new CliHome();
        string[] files =
        [
            await SaveAsync(home, "a.json", new() { Word = "a" }),
            await SaveAsync(home, "b.json", new() { Word = "b", Code = 1 }),
        ];

        var first = (await home.RunAsync(["batch", .. files, "--ledger", "ledger", "-o", "json"])).Exits(ExitCodes.JobFailed);
        var again = (await home.RunAsync(["batch", .. files, "--ledger", "ledger", "-o", "json"])).Exits(ExitCodes.JobFailed);
        var text = (await home.RunAsync(["batch", .. files, "--ledger", "ledger"])).Exits(ExitCodes.JobFailed);

        Assert.Equal("Succeeded Failed", StatusesOf(first.Json));
        Assert.Equal(IdsOf(first.Json), IdsOf(again.Json));
        Assert.Equal(2, Directory.GetDirectories(home.Environment["PAI_JOBS_RUNS_DIR"], "local-*").Length);
        Assert.Matches(@"(?m)^b\.json\s+local-\S+\s+Failed$", text.Output);
        Assert.Contains("error: b.json: ", text.Error, StringComparison.Ordinal);

        static string StatusesOf(JsonElement jobs) =>
            string.Join(' ', jobs.EnumerateArray().Select(j => j.GetProperty("job").GetProperty("status").GetString()));

        static string IdsOf(JsonElement jobs) =>
            string.Join(' ', jobs.EnumerateArray().Select(j => j.GetProperty("job").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_python_module_is_written_from_a_job_file()
    {
        await using var home = new CliHome();
        var file = await SaveAsync(home, "job.json", new());

        (await home.RunAsync("python", file)).Exits(ExitCodes.Success);

        Assert.Contains("class Job", home.Read("pai_job.py"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_is_run_by_its_own_program_with_all_that_was_given()
    {
        await using var home = new CliHome();
        home.Write("jobs/My.csproj", "<Project/>");
        var dotnet = home.Write("bin/dotnet", "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 7\n");
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        home.Environment["PATH"] = $"{Path.GetDirectoryName(dotnet)}:{home.Environment["PATH"]}";

        // As the installed tool, which has no dotnet beside it.
        var tool = Path.ChangeExtension(CliProcess.CommandLine[^1], null);

        await using var process = CliProcess.StartLine(
            home, [tool, "run", "jobs", "EchoJob", "--backend", "dlc", "--key", "k", "-e", "A=b c", "--", "--word", "two words"]);
        var outcome = (await process.EndAsync(home.Timeout)).Exits(7);

        Assert.Equal(
            [
                "run", "--project", Path.Combine("jobs", "My.csproj"), "--", "run", "EchoJob", "--word", "two words",
                "--key", "k", "--env", "A=b c", "--backend", "dlc",
            ],
            outcome.Lines);
    }

    [Theory]
    [InlineData("neither a folder nor a file", "run", "nowhere")]
    [InlineData("no project file", "plan", ".")]
    [InlineData("one argument too many", "run", "job.json", "EchoJob")]
    [InlineData("is a job file already", "export", "job.json", "--to", "x.json")]
    [InlineData("has options of a single run", "batch", "named.json")]
    [InlineData("NAME=VALUE", "run", "job.json", "--env", "A")]
    [InlineData("is not a duration", "run", "job.json", "--timeout", "1")]
    public async Task A_wrong_command_line_is_told_before_anything_runs(string message, params string[] line)
    {
        await using var home = new CliHome();
        await SaveAsync(home, "job.json", new());
        await SaveAsync(home, "named.json", new(), new() { JobName = "one" });

        var outcome = (await home.RunAsync(line)).Exits(ExitCodes.Usage);

        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(home.Environment["PAI_JOBS_RUNS_DIR"]));
    }

    /// <returns>The name of the file in the home folder.</returns>
    private static async Task<string> SaveAsync(CliHome home, string name, EchoJob job, RunOptions? options = null)
    {
        await JobFile.Create(job, options).SaveAsync(Path.Combine(home.Folder, name), home.Timeout);
        return name;
    }
}

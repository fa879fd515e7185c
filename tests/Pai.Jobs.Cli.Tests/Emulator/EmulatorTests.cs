using System.Text.Json;

namespace Pai.Jobs.Cli.Tests.Emulator;

/// <summary><c>emulator</c> as a process, and other processes that only its environment points at it.</summary>
public class EmulatorTests
{
    [Fact]
    public async Task Programs_with_its_environment_use_it()
    {
        await using var home = new CliHome();
        home.Write("a.txt", "one\n");
        await using var emulator = await StartAsync(home, "--bucket", "mine", "--region", "cn-shanghai");

        (await home.RunAsync("cp", "a.txt", "oss://mine/in/")).Exits(0);
        var list = (await home.RunAsync("ls", "-r")).Exits(0);
        var jobs = (await home.RunAsync("jobs", "list", "--output", "json")).Exits(0);
        var images = (await home.RunAsync("doctor", "--output", "json")).Json;

        Assert.EndsWith("oss://mine/in/a.txt", list.Lines.Single(), StringComparison.Ordinal);
        Assert.Equal(0, jobs.Json.GetArrayLength());
        Assert.Equal("cn-shanghai", home.Environment["PAI_REGION_ID"]);
        Assert.DoesNotContain(images.EnumerateArray(), c => c.GetProperty("check").GetString() is "PAI-DLC" or "bucket access"
            && c.GetProperty("result").GetString() == "Problem");
    }

    [Theory]
    [InlineData("--bucket", "Not_A_Bucket", 2, "Not_A_Bucket")]
    [InlineData("--port", "70000", 2, "not a port")]
    [InlineData("--port", "often", 2, "--port")]
    [InlineData("--fault", "GetObject", 2, "has no fault")]
    [InlineData("--fault", "GetObjekt:unavailable", 2, "did you mean GetObject?")]
    [InlineData("--fault", "GetObject:unavailible", 2, "did you mean unavailable?")]
    [InlineData("--fault", "GetObject:delay:tim=1s", 2, "did you mean time?")]
    [InlineData("--fault", "GetObject:delay:time=fast", 2, "not a duration")]
    [InlineData("--fault", "*:error:status=200", 2, "300 to 599")]
    [InlineData("--fault", "*:error:probability=2", 2, "from 0 to 1")]
    [InlineData("--fault", "*:error:count=1:count=2", 2, "twice")]
    [InlineData("--shell", "cmd", 2, "--shell")]
    [InlineData("--state", "a.txt", 3, "a.txt")]
    public async Task A_wrong_option_is_an_error_and_nothing_starts(string option, string value, int code, string problem)
    {
        await using var home = new CliHome();
        home.Write("a.txt", "one\n");

        var outcome = (await home.RunAsync("emulator", option, value)).Exits(code);

        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_ends_cleanly_and_takes_its_file_away(bool terminate)
    {
        await using var home = new CliHome();
        var file = Path.Combine(home.Folder, "emulator.env");
        await using var emulator = await StartAsync(home, "--env-file", "emulator.env");

        var line = $"export PAI_OSS_ENDPOINT='{home.Environment["PAI_OSS_ENDPOINT"]}'";
        Assert.Contains(line, File.ReadAllText(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        if (terminate) emulator.Terminate();
        else emulator.Interrupt();
        var end = (await emulator.EndAsync(home.Timeout)).Exits(0);

        Assert.Contains("has ended", end.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task With_a_folder_it_continues_after_a_restart_with_the_same_key()
    {
        await using var home = new CliHome();
        string key;
        await using (var first = await StartAsync(home, "--state", "state"))
        {
            home.Write("a.txt", "one\n");
            key = home.Environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"];
            (await home.RunAsync("cp", "a.txt", "oss://pai-jobs/a.txt")).Exits(0);
            // One folder has one emulator.
            var second = (await home.RunAsync("emulator", "--state", "state")).Exits(3);
            Assert.Contains("another emulator", second.Error, StringComparison.Ordinal);
            first.Interrupt();
            (await first.EndAsync(home.Timeout)).Exits(0);
        }

        await using var again = await StartAsync(home, "--state", "state");

        Assert.Equal(key, home.Environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]);
        Assert.Equal("one\n", (await home.RunAsync("cat", "oss://pai-jobs/a.txt")).Exits(0).Output);
    }

    [Fact]
    public async Task A_fault_happens_as_often_as_is_said()
    {
        await using var home = new CliHome();
        home.Write("a.txt", "one\n");
        await using var emulator = await StartAsync(
            home,
            "--fault",
            "PutObject:error:status=403:code=AccessDenied:count=1",
            "--fault",
            "GetObject:unavailable:count=2",
            "--seed",
            "1");

        var first = (await home.RunAsync("cp", "a.txt", "oss://pai-jobs/a")).Exits(3);
        (await home.RunAsync("cp", "a.txt", "oss://pai-jobs/a")).Exits(0);
        (await home.RunAsync("cat", "oss://pai-jobs/a")).Exits(0);

        Assert.Contains("AccessDenied", first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_has_the_environment_and_its_exit_code_is_that_of_the_emulator()
    {
        await using var home = new CliHome();
        home.Environment["ALIBABA_CLOUD_SECURITY_TOKEN"] = "of a real session";

        var outcome = (await home.RunAsync(
            "emulator", "--bucket", "mine", "--", "sh", "-c", "echo $PAI_OSS_BUCKET_NAME/$ALIBABA_CLOUD_SECURITY_TOKEN; exit 7")).Exits(7);
        var missing = (await home.RunAsync("emulator", "--", "no-such-program")).Exits(2);

        Assert.Equal(["mine/"], outcome.Lines);
        Assert.Contains("no-such-program", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_is_asked_to_end_with_the_emulator()
    {
        await using var home = new CliHome();
        await using var emulator = home.Start(
            "emulator", "--", "sh", "-c", "trap 'kill $!; echo asked; exit 5' TERM; echo ready; sleep 600 & wait");
        Assert.Equal("ready", await emulator.ReadLineAsync(home.Timeout));

        emulator.Terminate();
        var outcome = (await emulator.EndAsync(home.Timeout)).Exits(5);

        Assert.Equal(["ready", "asked"], outcome.Lines);
    }

    [Theory]
    [InlineData("bash", "sh", "-c", ". ./env; printf %s \"$PAI_OSS_ENDPOINT\"")]
    [InlineData("json")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task The_environment_has_the_form_of_a_shell(string shell, params string[] reader)
    {
        await using var home = new CliHome();
        await using var emulator = home.Start("emulator", "--shell", shell);
        var lines = new List<string>();
        while ((shell == "json" || lines.Count < 10) && await emulator.ReadLineAsync(home.Timeout) is { } line)
        {
            lines.Add(line);
            if (line == "}") break;
        }

        home.Write("env", string.Join('\n', lines));
        if (reader.Length > 0)
        {
            await using var process = CliProcess.StartLine(home, reader);
            Assert.StartsWith("http://127.0.0.1:", (await process.EndAsync(home.Timeout)).Output, StringComparison.Ordinal);
        }

        Assert.Contains("PAI_OSS_ENDPOINT", lines[shell == "json" ? 1 : 0], StringComparison.Ordinal);
        if (shell == "json")
        {
            var json = JsonDocument.Parse(string.Join('\n', lines)).RootElement;
            Assert.Equal("dlc", json.GetProperty("PAI_JOBS_BACKEND").GetString());
        }

        if (shell == "fish") Assert.StartsWith("set -gx PAI_OSS_ENDPOINT 'http://", lines[0], StringComparison.Ordinal);
        if (shell == "pwsh") Assert.StartsWith("$env:PAI_OSS_ENDPOINT = 'http://", lines[0], StringComparison.Ordinal);
    }

    /// <summary>Starts an emulator, and gives the home the environment that it prints.</summary>
    private static async Task<CliProcess> StartAsync(CliHome home, params string[] options)
    {
        var emulator = home.Start(["emulator", .. options]);
        while (await emulator.ReadLineAsync(home.Timeout) is { } line)
        {
            if (line == "unset ALIBABA_CLOUD_SECURITY_TOKEN") return emulator;
            var at = line.IndexOf('=', StringComparison.Ordinal);
            Assert.StartsWith("export ", line, StringComparison.Ordinal);
            home.Environment[line["export ".Length..at]] = line[(at + 1)..].Trim('\'');
        }

        throw new InvalidOperationException((await emulator.EndAsync(home.Timeout)).Error);
    }
}

using System.Text.Json;

namespace Pai.Jobs.CommandLine.Tests;

[Trait("Kind", "Exhaustive")]
public sealed class AppTests : IAsyncLifetime
{
    private const string App = "Pai.Jobs.CommandLine.App";

    private readonly AppProcess _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _home.DisposeAsync();

    [Fact]
    public async Task The_records_that_can_be_named_are_listed()
    {
        var (code, output, error) = await _home.RunAsync(App, "list");

        Assert.Equal((0, "CopyJob  Copies a file\nExitJob\n", ""), (code, output, error));
        var json = JsonDocument.Parse((await _home.RunAsync(App, "list", "--output", "json")).Output).RootElement;
        Assert.Equal(2, json.GetArrayLength());
        Assert.Equal("data", json[0].GetProperty("inputs")[0].GetString());
    }

    [Fact]
    public async Task The_help_of_a_record_has_its_options()
    {
        var (code, output, _) = await _home.RunAsync(App, "run", "CopyJob", "--help");

        Assert.Equal(0, code);
        var help = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("--input-data <path|uri> The input \"data\". Required.", help, StringComparison.Ordinal);
        Assert.Contains("--output-data <path|uri>", help, StringComparison.Ordinal);
        Assert.Contains("--word <string> A word. Required.", help, StringComparison.Ordinal);
        Assert.Contains("--count must be between 1 and 9. Default: 2.", help, StringComparison.Ordinal);
        Assert.Contains("Friday|Saturday> Default: Friday.", help, StringComparison.Ordinal);
        Assert.Contains("--parameter-image", help, StringComparison.Ordinal);
        Assert.Contains("--instance-type", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_runs_with_the_values_of_its_options()
    {
        var data = _home.Write("data.txt", "hello");

        var (code, output, error) = await _home.RunAsync(
            App, "run", "CopyJob", "--input-data", data, "--word", "@x y", "--count", "5", "--loud", "--tags", "a", "--tags", "b\"c",
            "--output-data", Path.Combine(_home.Folder, "out"), "--backend", "local");

        Assert.True(code == 0, error);
        Assert.Contains("@x y 5 true [\"a\",\"b\\\"c\"]", output, StringComparison.Ordinal);
        Assert.Equal("hello", File.ReadAllText(Path.Combine(_home.Folder, "out", "data.txt")));
    }

    [Fact]
    public async Task All_wrong_values_are_told_at_once_and_nothing_is_sent()
    {
        var (code, output, error) = await _home.RunAsync(
            App, "run", "CopyJob", "--count", "many", "--day", "Fryday", "--key", "k", "--parameter-key", "hunter2", "--env", "A",
            "--instance-count", "0", "--max-run-time", "soon");

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--input-data is missing", error, StringComparison.Ordinal);
        Assert.Contains("--word is missing", error, StringComparison.Ordinal);
        Assert.Contains("--count \"many\" must be a whole number", error, StringComparison.Ordinal);
        Assert.Contains("--day \"Fryday\" must be one of", error, StringComparison.Ordinal);
        Assert.Contains("Did you mean Friday?", error, StringComparison.Ordinal);
        Assert.Contains("--env needs a name and a value", error, StringComparison.Ordinal);
        Assert.Contains("--instance-count \"0\"", error, StringComparison.Ordinal);
        Assert.Contains("--max-run-time \"soon\"", error, StringComparison.Ordinal);
        Assert.Contains("--parameter-key has a value of another form", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_out_of_its_range_and_an_unknown_option_name_the_right_thing()
    {
        var (code, _, error) = await _home.RunAsync(App, "run", "CopyJob", "--input-data", _home.Folder, "--word", "w", "--count", "10");
        Assert.Equal(2, code);
        Assert.Contains("--count: ", error, StringComparison.Ordinal);
        Assert.Contains("between 1 and 9", error, StringComparison.Ordinal);

        (code, _, error) = await _home.RunAsync(App, "run", "CopyJob", "--wrod", "w", "--count", "x");
        Assert.Equal(2, code);
        Assert.Contains("\"--wrod\" of CopyJob. Did you mean --word?", error, StringComparison.Ordinal);
        Assert.Contains("--count \"x\"", error, StringComparison.Ordinal);

        (code, _, error) = await _home.RunAsync(App, "run", "CopyJbo");
        Assert.Equal(2, code);
        Assert.Contains("Did you mean CopyJob?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exit_code_tells_of_a_job_that_fails_and_of_a_wait_that_is_too_long()
    {
        var (code, output, error) = await _home.RunAsync(App, "run", "ExitJob", "--code", "7", "--output", "json");
        Assert.Equal(1, code);
        var job = JsonDocument.Parse(output).RootElement;
        Assert.Equal("Failed", job.GetProperty("status").GetString());
        Assert.Equal(7, job.GetProperty("exitCode").GetInt32());
        Assert.Contains("code 7", error, StringComparison.Ordinal);

        (code, _, error) = await _home.RunAsync(App, "run", "ExitJob", "--code", "0", "--seconds", "6", "--timeout", "1s");
        Assert.Equal(124, code);
        Assert.Contains("continues", error, StringComparison.Ordinal);

        (code, output, _) = await _home.RunAsync(App, "submit", "ExitJob", "--code", "0");
        Assert.Equal(0, code);
        Assert.NotEqual("", output.Trim());

        (code, _, error) = await _home.RunAsync(App, "run", "ExitJob", "--backend", "moon");
        Assert.Equal(3, code);
        Assert.Contains("moon", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_without_a_person_stops_a_job_of_this_machine()
    {
        using var process = _home.Start(App, "run", "ExitJob", "--code", "0", "--seconds", "60");
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != "code 0")
        {
        }

        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
        var (code, _, error) = await AppProcess.EndAsync(process);

        Assert.Equal(130, code);
        Assert.Contains("was asked to stop", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_and_an_exported_file_have_the_values()
    {
        var data = _home.Write("data.txt", "hello");
        string[] values = ["CopyJob", "--input-data", data, "--word", "w", "--env", "MODE=x"];

        var (code, output, error) = await _home.RunAsync(App, ["plan", .. values, "--output", "json"]);
        Assert.True(code == 0, error);
        Assert.Contains("\"MODE\"", output, StringComparison.Ordinal);

        var path = Path.Combine(_home.Folder, "job.json");
        (code, _, error) = await _home.RunAsync(App, ["export", .. values, "-o", path]);
        Assert.True(code == 0, error);
        var file = await JobFile.LoadAsync(path);
        Assert.Equal("w", file.Parameters.First(p => p.Name == "word").Text);
        Assert.Equal("x", file.Definition.Environment["MODE"].Text);
    }

    [Fact]
    public async Task The_sample_runs_with_its_own_pai_job_py()
    {
        var module = (await _home.RunAsync("CommandLine", "python")).Output;
        Assert.Equal(File.ReadAllText(Repository.Find("samples/CommandLine/count_job/pai_job.py")), module);

        var text = _home.Write("text.txt", "b a b c a b");
        var (code, output, error) = await _home.RunAsync("CommandLine", "run", "--text", text, "--most", "2", "--order", "Alphabetic");

        Assert.True(code == 0, error + output);
        Assert.Contains("a 2\nb 3\n", output, StringComparison.Ordinal);
    }
}

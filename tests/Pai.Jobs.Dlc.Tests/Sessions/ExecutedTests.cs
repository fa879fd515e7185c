using System.Runtime.CompilerServices;
using QuickStart;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>Jobs that the emulator really runs: the same record as on this machine, with the same results.</summary>
[Trait("Kind", "Exhaustive")]
public class ExecutedTests
{
    private static string Sample([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/QuickStart"));

    private static RunOptions Cloud(TextWriter? log = null) => new()
    {
        SourceDir = Path.Combine(Sample(), "weather_job"),
        Image = Images.PyTorch.V1_12_Cpu_Py39_Ubuntu20_04,
        InstanceType = InstanceTypes.Ecs.G7.XLarge,
        LogWriter = log ?? TextWriter.Null,
    };

    [NamespaceFact]
    public async Task The_sample_s_record_gives_the_same_bytes_here_and_on_PAI()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.ExecutesJobs = true;
        await using var local = PaiSession.Local(new() { RunsDirectory = Path.Combine(harness.Folder, "runs") });
        var job = new WeatherJob { Weather = Path.Combine(Sample(), "data/seattle-weather.csv"), FirstYear = 2013 };
        var (localLog, cloudLog) = (new StringWriter(), new StringWriter());

        var here = await job.RunAsync(
            local,
            new() { SourceDir = Path.Combine(Sample(), "weather_job"), LogWriter = localLog },
            harness.Timeout);
        var there = await job.RunAsync(harness.Session, Cloud(cloudLog), harness.Timeout);

        Assert.Equal(JobStatus.Succeeded, there.Status);
        foreach (var (mine, other, name) in new[]
        {
            (here.Outputs.Table, there.Outputs.Table, "months.csv"),
            (here.Outputs.Chart, there.Outputs.Chart, "months.svg"),
        })
        {
            Assert.Equal([name], await NamesAsync(mine));
            Assert.Equal([name], await NamesAsync(other));
            Assert.Equal(await BytesAsync(mine, name), await BytesAsync(other, name));
        }

        Assert.Equal(JobLines(localLog), JobLines(cloudLog));
        Assert.Equal(job, await there.ReadJobAsync(harness.Timeout));

        async Task<List<string>> NamesAsync(JobOutput output) =>
            await output.ListAsync(harness.Timeout).Select(f => f.Path).ToListAsync(harness.Timeout);

        async Task<byte[]> BytesAsync(JobOutput output, string name)
        {
            using var content = new MemoryStream();
            await using var stream = await output.OpenReadAsync(name, harness.Timeout);
            await stream.CopyToAsync(content, harness.Timeout);
            return content.ToArray();
        }
    }

    [NamespaceFact]
    public async Task A_job_that_fails_tells_its_last_lines()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.ExecutesJobs = true;
        var job = new WeatherJob { Weather = Path.Combine(Sample(), "data/seattle-weather.csv") };
        var options = Cloud() with { Command = JobCommand.Shell("echo before; echo to stderr >&2; exit 3") };

        var e = await Assert.ThrowsAsync<JobFailedException>(() => job.RunAsync(harness.Session, options, harness.Timeout));

        Assert.Equal(JobStatus.Failed, e.Status);
        Assert.Equal(["before", "to stderr"], e.LastLogLines);
    }

    [NamespaceFact]
    public async Task Nodes_know_their_ranks_and_their_lines_have_their_names()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.ExecutesJobs = true;
        var job = new WeatherJob { Weather = Path.Combine(Sample(), "data/seattle-weather.csv") };
        var log = new StringWriter();
        var options = Cloud(log) with
        {
            InstanceCount = 2,
            Command = JobCommand.Shell("echo rank $RANK of $WORLD_SIZE; echo $RANK >/ml/output/table/$RANK.txt"),
        };

        var run = await job.RunAsync(harness.Session, options, harness.Timeout);

        Assert.Equal(["[worker-0] rank 0 of 2", "[worker-1] rank 1 of 2"], JobLines(log).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["0.txt", "1.txt"],
            await run.Outputs.Table.ListAsync(harness.Timeout).Select(f => f.Path).ToListAsync(harness.Timeout));
    }

    [NamespaceFact]
    public async Task Requirements_secrets_and_code_on_OSS_reach_the_job()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.ExecutesJobs = true;
        harness.Variables["KEY"] = "sesame";
        harness.Bucket.Put("src/deep/hello.txt", "hello\n"u8.ToArray());
        var log = new StringWriter();
        var job = new TrainJob { ApiKey = Secret.FromEnvironment("KEY"), Epochs = 4 };
        var options = new RunOptions
        {
            SourceDir = "oss://bucket/src/",
            LogWriter = log,
            Command = JobCommand.Shell("pwd; cat deep/hello.txt; echo $PAI_HPS_EPOCHS ${#PAI_HPS_API_KEY} $PAI_TRAINING_JOB_ID"),
        };

        var run = await job.RunAsync(harness.Session, options, harness.Timeout);

        Assert.Equal(["/ml/usercode", "hello", $"4 6 {run.Id}"], JobLines(log));
        Assert.DoesNotContain("sesame", log.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The lines of the job itself, without those that <c>RunAsync</c> writes at its start.</summary>
    private static string[] JobLines(StringWriter log)
    {
        var lines = log.ToString().Split(Environment.NewLine)[..^1];
        string[] starts = ["Job ", "file:", "https:", "Isolation", "Ctrl+C", "The ", "All ", "/ml/output: "];
        return [.. lines.Where(l => !starts.Any(s => l.StartsWith(s, StringComparison.Ordinal)))];
    }
}

using System.Text;
using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>Reports of a job on PAI-DLC, which only its log has.</summary>
public class ReportTests
{
    private const string Progress = """PAI_JOBS: {"type": "progress", "fraction": 0.5, "message": "half"}""";

    private static EmulatedJob Fail(EmulatedJobInfo job, params (string Pod, string Line)[] lines)
    {
        var script = new EmulatedJob().Fails(TimeSpan.Zero, TimeSpan.Zero);
        foreach (var (pod, line) in lines) script.Log(TimeSpan.Zero, line, pod);
        foreach (var pod in lines.Select(l => l.Pod).Distinct())
            script.Log(TimeSpan.Zero, $"[pai-jobs:end {job.Tags[DlcJobBody.MarkerTag]} command 3]", pod);
        return script;
    }

    private static string Failure(string code) =>
        $$$"""PAI_JOBS: {"type":"failure","code":"{{{code}}}","message":"The reason.","details":{"year":"1990"}}""";

    [Fact]
    public async Task Progress_and_the_reason_come_back_and_the_log_has_them_in_words()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(job => Fail(job, ("worker-0", Progress), ("worker-0", "at work"), ("worker-0", Failure("no-data"))));
        using var log = new StringWriter();

        var e = await Assert.ThrowsAsync<JobFailedException>(
            () => new TrainJob().RunAsync(harness.Session, new() { LogWriter = log }, harness.Timeout));

        Assert.Equal(("no-data", "The reason.", "1990", 3), (e.Failure!.Code, e.Failure.Message, e.Failure.Details["year"], e.ExitCode));
        Assert.Equal(["50% half", "at work"], e.LastLogLines);
        var lines = log.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("50% half", lines);
        Assert.Contains("no-data: The reason.", lines);
        Assert.DoesNotContain("PAI_JOBS", log.ToString() + e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_which_follows_no_log_has_the_reason_too()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(
            job => Fail(job, [("worker-0", Failure("no-data")), .. Enumerable.Range(0, 100).Select(i => ("worker-0", $"at {i}"))]));

        var outcome = Assert.Single(await new[] { new TrainJob() }.RunAllAsync(harness.Session, cancellationToken: harness.Timeout));

        Assert.Equal("no-data", Assert.IsType<JobFailedException>(outcome.Exception).Failure?.Code);
    }

    [Fact]
    public async Task Of_several_nodes_the_one_with_a_reason_has_it_and_of_one_node_the_last()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.OnCreate(job => Fail(
            job, ("worker-0", "killed"), ("worker-1", Failure("first-start")), ("worker-1", Failure("second-start"))));

        var e = await Assert.ThrowsAsync<JobFailedException>(() => new TrainJob().RunAsync(
            harness.Session, new() { LogWriter = TextWriter.Null, InstanceCount = 2 }, harness.Timeout));

        Assert.Equal("second-start", e.Failure?.Code);
        Assert.Equal(["killed", "first-start: The reason."], e.LastLogLines);
    }

    [Fact]
    public async Task Without_a_reason_and_with_a_broken_one_there_is_none()
    {
        await using var harness = await DlcHarness.StartAsync();
        const string Broken = """PAI_JOBS: {"type":"failure","code":"no data"}""";
        harness.Emulator.Dlc.OnCreate(job => Fail(job, ("worker-0", Broken)));

        var e = await Assert.ThrowsAsync<JobFailedException>(
            () => new TrainJob().RunAsync(harness.Session, new() { LogWriter = TextWriter.Null }, harness.Timeout));

        Assert.Null(e.Failure);
        Assert.Equal([Broken], e.LastLogLines);
    }

    [Fact]
    public async Task The_manifest_of_an_output_on_OSS_is_read()
    {
        await using var harness = await DlcHarness.StartAsync();
        var location = OssUri.Parse($"oss://{harness.Bucket.Name}/model/");
        var output = new JobOutput("model", location, harness.Session.Storage);
        var manifest = new OutputManifest { Files = [new() { Path = "a.bin", Size = 5, Crc64 = 7 }] };

        Assert.Null(await output.ReadManifestAsync(harness.Timeout));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(manifest.ToJson()));
        await harness.Session.Storage.UploadAsync(content, location / OutputManifest.FileName, cancellationToken: harness.Timeout);

        Assert.Equal(manifest.Files, (await output.ReadManifestAsync(harness.Timeout))!.Files);
    }
}

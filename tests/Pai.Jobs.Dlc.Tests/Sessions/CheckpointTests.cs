using System.Text.Json;
using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>Checkpoints on PAI-DLC: a mount that all tries share.</summary>
public class CheckpointTests
{
    private static JobFile Job(string state) => JobFile.Parse(
        $$"""
        {
          "version": 1, "record": "Acme.Job", "baseJobName": "job", "command": { "shell": "true" },
          "image": "acme/train:1", "instanceType": "ecs.g7.xlarge",
          "outputs": [ { "name": "model" }, { "name": "state", "checkpoint": true {{state}} } ]
        }
        """,
        "/");

    private static RunOptions Options(string key) => new()
    {
        LogWriter = TextWriter.Null,
        SubmitKey = key,
        Retry = new() { OwnError = new() { MaxRetries = 1, Delay = TimeSpan.Zero } },
    };

    private static EmulatedJob Fail(EmulatedJobInfo job) => new EmulatedJob()
        .Fails(TimeSpan.Zero, TimeSpan.Zero)
        .Log(TimeSpan.Zero, $"[pai-jobs:end {job.Tags[DlcJobBody.MarkerTag]} command 3]", "worker-0");

    private static List<string> LocationsOf(DlcHarness harness, string channel) =>
    [
        .. harness.Emulator.Dlc.Jobs.Select(j => JsonDocument.Parse(j.Request).RootElement.GetProperty("DataSources").EnumerateArray()
            .Single(d => d.GetProperty("MountPath").GetString() == $"/ml/output/{channel}/").GetProperty("Uri").GetString()!),
    ];

    [Fact]
    public async Task The_second_try_has_the_mount_of_the_first()
    {
        await using var harness = await DlcHarness.StartAsync();
        var created = 0;
        harness.Emulator.Dlc.OnCreate(job => ++created == 1 ? Fail(job) : new EmulatedJob());

        var run = await Job("").RunAsync(harness.Session, Options("key"), harness.Timeout);

        Assert.Equal(2, run.Tries.Count);
        Assert.Single(LocationsOf(harness, "state").Distinct());
        Assert.Equal(2, LocationsOf(harness, "model").Distinct().Count());
        // Another process finds both tries by their keys.
        await using var other = harness.Open();
        var again = await Job("").RunAsync(other, Options("key"), harness.Timeout);
        Assert.Equal(run.Tries.Select(t => t.Id), again.Tries.Select(t => t.Id));
        Assert.Equal(2, created);
    }

    [Fact]
    public async Task A_location_of_the_user_is_mounted_and_the_plan_says_that_the_job_continues_there()
    {
        await using var harness = await DlcHarness.StartAsync();
        var job = Job(", \"location\": \"oss://bucket/state/\"");

        var plan = await job.PlanAsync(harness.Session, cancellationToken: harness.Timeout);

        Assert.Empty(plan.Problems);
        Assert.Contains(
            "The job continues from the checkpoints \"state\" at oss://bucket/state/, where there are any.", plan.Notes);
    }
}

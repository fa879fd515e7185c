using Pai.Jobs.Dlc.Tests.Sessions;
using Xunit.Abstractions;

namespace Pai.Jobs.Dlc.Tests.Live;

/// <summary>The promises of docs/dlc.md on the real service, and the facts that only it can confirm.</summary>
public class LiveTests(ITestOutputHelper output)
{
    [LiveFact]
    public async Task Inputs_code_parameters_and_outputs_reach_each_other()
    {
        await using var live = new LiveSession();
        var folder = Directory.CreateTempSubdirectory("pai-live-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "code.txt"), "code");
            File.WriteAllText(Path.Combine(folder, "data.txt"), "data");
            var job = new TrainJob { Data = Path.Combine(folder, "data.txt"), Epochs = 7 };
            const string Command =
                "cat code.txt \"$PAI_INPUT_DATA\" >/ml/output/model/all.txt; echo $PAI_HPS_EPOCHS >/ml/output/metrics/e.txt";
            var run = await live.RunAsync(job, live.Options(Command) with { SourceDir = folder });

            using var reader = new StreamReader(await run.Outputs.Model.OpenReadAsync("all.txt", live.Timeout));
            Assert.Equal("codedata", await reader.ReadToEndAsync(live.Timeout));
            using var epochs = new StreamReader(await run.Outputs.Metrics.OpenReadAsync("e.txt", live.Timeout));
            Assert.Equal("7", (await epochs.ReadToEndAsync(live.Timeout)).Trim());
            Assert.Equal(job, await run.ReadJobAsync(live.Timeout));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [LiveFact]
    public async Task Every_line_of_a_log_comes_once_and_in_order()
    {
        await using var live = new LiveSession();
        var run = await live.SubmitAsync(
            new TrainJob(),
            live.Options("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo line $i; [ $((i % 500)) != 0 ] || sleep 1; done"));

        var lines = await run.ReadLogsAsync(live.Timeout).Select(l => l.Text).ToListAsync(live.Timeout);

        Assert.Equal(
            Enumerable.Range(1, 20000).Select(i => $"line {i}"), lines.Where(l => l.StartsWith("line ", StringComparison.Ordinal)));
    }

    [LiveFact]
    public async Task A_failed_job_tells_why()
    {
        await using var live = new LiveSession();
        var run = await live.SubmitAsync(new TrainJob(), live.Options("echo the reason; exit 3"));

        var e = await Assert.ThrowsAsync<JobFailedException>(() => run.EnsureSucceededAsync(live.Timeout));

        output.WriteLine($"ReasonCode {e.ReasonCode}, ReasonMessage {e.ReasonMessage}");
        output.WriteLine((await run.ExplainAsync(live.Timeout)).ToString());
        Assert.Equal(JobStatus.Failed, e.Status);
        Assert.Equal("the reason", e.LastLogLines[^1]);
    }

    [LiveFact]
    public async Task A_job_is_listed_found_stopped_and_deleted()
    {
        await using var live = new LiveSession();
        var plan = await new TrainJob().PlanAsync(live.Session, live.Options("sleep 1000"), live.Timeout);
        var run = await live.SubmitAsync(plan);

        var began = DateTimeOffset.UtcNow;
        JobInfo? listed = null;
        while (listed is null && DateTimeOffset.UtcNow - began < TimeSpan.FromMinutes(3))
        {
            listed = await live.Session.ListJobsAsync(new() { NameContains = run.Name, MaxCount = 1 }, live.Timeout)
                .FirstOrDefaultAsync(live.Timeout);
        }

        output.WriteLine($"The list has a new job after {DateTimeOffset.UtcNow - began}.");
        Assert.Equal(run.Id, listed?.Id);
        Assert.Equal("Acme.TrainJob", listed?.RecordName);
        // The service gives the tags of a job back, by which a job is found whose creation was not answered.
        Assert.Equal(run.Id, (await live.Session.Backend.FindAsync(plan.Marker, live.Timeout))?.Id);
        var other = await new TrainJob().PlanAsync(live.Session, live.Options("sleep 1000"), live.Timeout);
        Assert.Null(await live.Session.Backend.FindAsync(other.Marker, live.Timeout));
        await run.StopAsync(live.Timeout);
        Assert.Equal(JobStatus.Stopped, await run.WaitAsync(live.Timeout));
    }

    [LiveFact]
    public async Task Nodes_have_ranks()
    {
        await using var live = new LiveSession();
        var run = await live.RunAsync(
            new TrainJob(), live.Options("echo $RANK of $WORLD_SIZE >/ml/output/model/$RANK.txt") with { InstanceCount = 2 });

        Assert.Equal(
            ["0.txt", "1.txt"],
            await run.Outputs.Model.ListAsync(live.Timeout).Select(f => f.Path).Order().ToListAsync(live.Timeout));
    }

    [LiveFact]
    public async Task Images_and_instance_types_are_listed()
    {
        await using var live = new LiveSession();

        var image = await live.Session.Images.RetrieveAsync("PyTorch", cancellationToken: live.Timeout);
        var types = await live.Session.InstanceTypes.ListAsync(cancellationToken: live.Timeout).ToListAsync(live.Timeout);

        output.WriteLine($"{image.Uri}; {types.Count} instance types");
        Assert.False(image.IsFromCatalog);
        Assert.Contains(types, t => t.Name == LiveSession.InstanceType);
    }
}

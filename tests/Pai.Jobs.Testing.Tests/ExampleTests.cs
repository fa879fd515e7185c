using Pai.Jobs;
using Pai.Jobs.Testing;

namespace Acme;

[ProcessingJob("python -m acme.train", Image = "registry.example/acme/train:3", InstanceType = "ecs.gn6i-c4g1.xlarge")]
public sealed partial record TrainJob
{
    [Input]
    public required DataLocation Corpus { get; init; }

    [Output]
    public DataLocation? Model { get; init; }

    [Parameter]
    public int BatchSize { get; init; } = 64;
}

/// <summary>The code to test: it runs a job, and once more with half the batch where memory was short.</summary>
public static class Training
{
    public static async Task<string> TrainAsync(PaiSession session, TrainJob job, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ScoreOfAsync(session, job, cancellationToken);
        }
        catch (JobFailedException e) when (e.ReasonCode == "OutOfMemory")
        {
            return await ScoreOfAsync(session, job with { BatchSize = job.BatchSize / 2 }, cancellationToken);
        }
    }

    private static async Task<string> ScoreOfAsync(PaiSession session, TrainJob job, CancellationToken cancellationToken)
    {
        var run = await job.RunAsync(session, new() { LogWriter = TextWriter.Null }, cancellationToken);
        await using var file = await run.Outputs.Model.OpenReadAsync("score.txt", cancellationToken);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}

public class ExampleTests
{
    [Fact]
    public async Task A_job_that_is_short_of_memory_runs_again_with_half_the_batch()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = true;
        backend.OnSubmit(job => job.Parameters.Any(p => p is { Name: "batch_size", Text: "64" })
            ? new ScriptedJob().Queue(TimeSpan.FromMinutes(2)).Run(TimeSpan.FromHours(1)).Fail(137, "OutOfMemory")
            : new ScriptedJob().Run(TimeSpan.FromHours(2)).WriteLine("done").WriteFile("model", "score.txt", "0.93").Succeed());
        var began = backend.Clock.GetUtcNow();

        var score = await Training.TrainAsync(session, new() { Corpus = DataLocation.Parse("oss://acme/corpus/") });

        Assert.Equal("0.93", score);
        Assert.Equal(["64", "32"], backend.Submitted.Select(s => s.Parameters.Single(p => p.Name == "batch_size").Text));
        Assert.Equal(TimeSpan.FromMinutes(182), backend.Clock.GetUtcNow() - began);
    }
}

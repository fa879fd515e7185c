using Acme;

namespace Pai.Jobs.Testing.Tests;

/// <summary>What code under test gets from the library, a test can make itself, with public members only.</summary>
public class PublicTypesTests
{
    private static readonly JobInfo s_info = new()
    {
        Id = "j1",
        Name = "train_1",
        Status = JobStatus.Failed,
        ExitCode = 137,
        Outputs = new Dictionary<string, DataLocation> { ["model"] = DataLocation.Parse("/out/model/") },
    };

    [Fact]
    public async Task A_run_and_its_outputs()
    {
        await using var backend = new TestBackend();
        var run = new JobRun(backend, s_info);
        var typed = new JobRun<TrainJob, TrainJob.Outputs>(backend, s_info);
        var outputs = JobOutputs.Create<TrainJob.Outputs>(s_info.Outputs!);

        Assert.Equal(("j1", JobStatus.Failed), (run.Id, run.Status));
        Assert.Equal(outputs, typed.Outputs);
        Assert.Equal("/out/model/", outputs.Model.FilePath);
        Assert.Equal(new JobOutput("model", DataLocation.Parse("/out/model/")), outputs.Model);
        await Assert.ThrowsAsync<JobNotFoundException>(() => run.RefreshAsync());
    }

    [Fact]
    public async Task The_exceptions()
    {
        await using var session = PaiSession.Test(out _);
        var marker = JobMarker.Create("train_1", TimeProvider.System);

        var failed = new JobFailedException(s_info, ["Killed"]);
        Assert.Equal((137, "Killed"), (failed.ExitCode, failed.LastLogLines[0]));
        Assert.True(new JobCanceledException("j1", stopRequested: true, stopFailure: null, innerException: null, default).StopRequested);
        Assert.Equal(marker, new JobSubmissionInDoubtException(marker).Marker);
        Assert.Equal("j1", new JobNotFoundException("j1", "There is no job j1.").JobId);
        Assert.Equal("dlc", new JobNotSupportedException("dlc", "It has no metrics.").Backend);
        Assert.Equal("Image", Assert.Single(new JobValidationException("Acme.TrainJob", [new("Image", "is missing.")]).Problems).Subject);
        Assert.IsAssignableFrom<JobException>(new JobReadException("The parameter is missing."));
    }
}

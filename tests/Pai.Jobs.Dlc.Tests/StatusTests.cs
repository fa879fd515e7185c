using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Every status that the service documents, and some that it does not.</summary>
public class StatusTests
{
    [Theory]
    [InlineData("Creating", JobStatus.Creating, Meaning.Active)]
    [InlineData("Queuing", JobStatus.Queuing, Meaning.Active)]
    [InlineData("Bidding", JobStatus.Bidding, Meaning.Active)]
    [InlineData("EnvPreparing", JobStatus.EnvPreparing, Meaning.Active)]
    [InlineData("SanityChecking", JobStatus.SanityChecking, Meaning.Active)]
    [InlineData("Running", JobStatus.Running, Meaning.Active)]
    [InlineData("Restarting", JobStatus.Restarting, Meaning.Active)]
    [InlineData("Stopping", JobStatus.Stopping, Meaning.Active)]
    [InlineData("SucceededReserving", JobStatus.SucceededReserving, Meaning.Result | Meaning.Success)]
    [InlineData("FailedReserving", JobStatus.FailedReserving, Meaning.Result)]
    [InlineData("Succeeded", JobStatus.Succeeded, Meaning.Result | Meaning.Success | Meaning.Finished)]
    [InlineData("Failed", JobStatus.Failed, Meaning.Result | Meaning.Finished)]
    [InlineData("Stopped", JobStatus.Stopped, Meaning.Result | Meaning.Finished)]
    [InlineData("Dequeued", JobStatus.Unknown, Meaning.Active)]
    [InlineData("SubmitFailed", JobStatus.Unknown, Meaning.Active)]
    [InlineData("Deleted", JobStatus.Unknown, Meaning.Active)]
    [InlineData("succeeded", JobStatus.Unknown, Meaning.Active)]
    [InlineData("11", JobStatus.Unknown, Meaning.Active)]
    [InlineData("Unknown", JobStatus.Unknown, Meaning.Active)]
    [InlineData("", JobStatus.Unknown, Meaning.Active)]
    [InlineData(null, JobStatus.Unknown, Meaning.Active)]
    public void A_status_of_the_service_has_its_meaning(string? text, JobStatus status, Meaning meaning)
    {
        Assert.Equal(status, DlcStatus.Parse(text));
        Assert.Equal(meaning.HasFlag(Meaning.Result), status.HasResult());
        Assert.Equal(meaning.HasFlag(Meaning.Success), status.IsSuccess());
        Assert.Equal(meaning.HasFlag(Meaning.Finished), status.IsFinished());
    }

    [Fact]
    public void Every_status_but_the_unknown_one_and_that_of_local_runs_is_one_of_the_service()
    {
        foreach (var status in Enum.GetValues<JobStatus>().Except([JobStatus.Publishing]))
            Assert.Equal(status, DlcStatus.Parse(status.ToString()));
        Assert.Equal(JobStatus.Unknown, DlcStatus.Parse(nameof(JobStatus.Publishing)));
    }

    [Flags]
    public enum Meaning
    {
        Active = 0,
        Result = 1,
        Success = 2,
        Finished = 4,
    }
}

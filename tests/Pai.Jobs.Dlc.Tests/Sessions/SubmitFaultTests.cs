using System.Globalization;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>
/// Any fault at any request of a submission: never two jobs; success means one; doubt means one or none, and the marker finds it; any other
/// error means none, and nothing is left of it.
/// </summary>
[Trait("Kind", "Exhaustive")]
public class SubmitFaultTests
{
    private static readonly Func<Fault>[] s_faults =
    [
        Fault.ResetBeforeHeaders, Fault.ResetAfterHeaders, Fault.LoseAnswer, () => Fault.InternalError(), () => Fault.ServiceUnavailable(),
        () => Fault.Throttle(TimeSpan.FromSeconds(1)), () => Fault.Error(403, "Forbidden.RAM"), () => Fault.Error(400, "InvalidParameter"),
        () => Fault.Error(500, "BadGateway", isXml: true),
    ];

    /// <summary>The number of runs; by hand 1,000.</summary>
    private static int Runs =>
        int.TryParse(Environment.GetEnvironmentVariable("PAI_SUBMIT_FAULT_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 60;

    [Fact]
    public async Task No_fault_makes_two_jobs_or_loses_one()
    {
        var messages = new List<string>();
        for (var seed = 0; seed < Runs; seed++)
        {
            try
            {
                await RunAsync(new Random(seed), messages);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
        }

        var page = ErrorPage.Read();
        var unexplained = messages.Where(m => !page.Explains(m)).Distinct().ToList();
        Assert.True(unexplained.Count == 0, $"docs/errors.md does not explain:\n{string.Join("\n\n", unexplained)}");
        Assert.NotEmpty(messages);
    }

    private static async Task RunAsync(Random random, List<string> messages)
    {
        var clock = new DelayClock(DateTimeOffset.UtcNow) { LongestDelay = TimeSpan.FromSeconds(25) };
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Write("code/train.py", "print('hello')");
        if (random.Next(3) == 0) harness.Emulator.Dlc.ListDelay = TimeSpan.FromSeconds(random.Next(200));
        var key = random.Next(2) == 0 ? "night-7" : null;
        var job = new TrainJob { Data = harness.Write("in/a.txt", "a") };
        var options = new RunOptions
        {
            JobName = "faulty",
            SubmitKey = key,
            SourceDir = Path.Combine(harness.Folder, "code"),
            LogWriter = TextWriter.Null,
        };
        // Between 20 and 30 requests are sent; one in three faults is at the creation itself.
        var isAtCreation = random.Next(3) == 0;
        harness.Emulator.Faults.Add(new FaultRule(s_faults[random.Next(s_faults.Length)]())
        {
            Operation = isAtCreation ? EmulatedOperation.CreateJob : null,
            Skip = isAtCreation ? 0 : random.Next(30),
            Count = random.Next(1, 4),
        });

        var (run, failure) = await OutcomeAsync(clock, () => job.SubmitAsync(harness.Session, options, harness.Timeout));

        if (failure is not null) messages.Add(failure.Message);
        var jobs = harness.Emulator.Dlc.Jobs;
        harness.Emulator.Faults.Clear();
        Assert.InRange(jobs.Count, 0, 1);
        if (run is not null)
        {
            Assert.Equal(run.Id, Assert.Single(jobs).JobId);
        }
        else if (failure is JobSubmissionInDoubtException doubt)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            var found = await harness.Session.Backend.FindAsync(doubt.Marker, harness.Timeout);
            Assert.Equal(jobs.SingleOrDefault()?.JobId, found?.Id);
        }
        else
        {
            Assert.IsAssignableFrom<PaiException>(failure);
            Assert.Empty(jobs);
        }

        if (key is null) return;
        // Whoever repeats the submission gets the one job, or makes it. In doubt, a turn can be taken over after 20 minutes.
        clock.Advance(TimeSpan.FromMinutes(21));
        var (again, error) = await OutcomeAsync(clock, () => job.SubmitAsync(harness.Session, options, harness.Timeout));
        Assert.Null(error);
        Assert.Equal(Assert.Single(harness.Emulator.Dlc.Jobs).JobId, again!.Id);
    }

    private static async Task<(JobRun? Run, Exception? Failure)> OutcomeAsync(
        DelayClock clock, Func<Task<JobRun<TrainJob, TrainJob.TrainOutputs>>> submit)
    {
        var task = submit();
        while (!task.IsCompleted)
            if (!clock.TryMoveOn()) await Task.WhenAny(task, Task.Run(static () => Task.Yield()));
        try
        {
            return (await task, null);
        }
        catch (Exception e)
        {
            return (null, e);
        }
    }
}

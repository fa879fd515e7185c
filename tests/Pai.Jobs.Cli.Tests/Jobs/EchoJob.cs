using System.ComponentModel.DataAnnotations;

namespace Pai.Jobs.Cli.Tests.Jobs;

/// <summary>A job with a log, an output, and an end that a test chooses.</summary>
[ProcessingJob(
    """
    echo "hello $PAI_HPS_WORD"; echo broken >&2; echo 1,2 > "$PAI_OUTPUT_TABLE/a.csv"
    while [ -e "$HOLD" ]; do ${TICK:+echo tick}; sleep 0.05; done
    exit $PAI_HPS_CODE
    """,
    InstanceType = "local",
    BaseJobName = "echo")]
[Label("team", "search")]
internal sealed partial record EchoJob
{
    [Parameter]
    public string Word { get; init; } = "world";

    [Parameter, Range(0, 255)]
    public int Code { get; init; }

    [Output]
    public OssUri? Table { get; init; }

    /// <summary>Runs it in the home of a user of the tool.</summary>
    public async Task<JobRun> RunAsync(CliHome home)
    {
        await using var session = SessionOf(home);
        var run = await this.SubmitAsync(session, cancellationToken: home.Timeout);
        await run.WaitAsync(home.Timeout);
        return run;
    }

    /// <summary>Starts it; it runs until the file is deleted, and may write lines all the time.</summary>
    public async Task<string> StartAsync(CliHome home, string hold, string tick = "")
    {
        await using var session = SessionOf(home);
        var run = await this.SubmitAsync(
            session, new() { Environment = new Dictionary<string, EnvironmentValue?> { ["HOLD"] = hold, ["TICK"] = tick } }, home.Timeout);
        return run.Id;
    }

    private static PaiSession SessionOf(CliHome home) => PaiSession.Local(
        new() { RunsDirectory = home.Environment["PAI_JOBS_RUNS_DIR"], Isolation = LocalIsolation.Process });
}

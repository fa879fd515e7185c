using Pai.Jobs;

namespace JobService;

/// <summary>Submits jobs, and reports them. Any instance of the service can report a job of any other.</summary>
internal static class JobEndpoints
{
    public static async Task<IResult> SubmitAsync(
        SubmitRequest request, PaiSession session, RunningJobs running, CancellationToken cancellationToken)
    {
        try
        {
            var options = new RunOptions { SubmitKey = request.Key };
            var run = await new WordsJob { Sentence = request.Sentence }.SubmitAsync(session, options, cancellationToken);
            running.Watch(run);
            return Results.Accepted($"/jobs/{run.Id}", JobState.Of(run.Info));
        }
        catch (JobValidationException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>The state of a job; with <c>?wait=true</c> when it has ended.</summary>
    public static async Task<IResult> GetAsync(string id, PaiSession session, CancellationToken cancellationToken, bool wait = false)
    {
        try
        {
            var run = await session.AttachAsync(id, cancellationToken);
            if (wait) await run.WaitAsync(cancellationToken);
            return Results.Ok(JobState.Of(run.Info));
        }
        catch (JobNotFoundException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }

    /// <summary>The log of a job so far.</summary>
    public static async Task<IResult> ReadLogAsync(string id, PaiSession session, CancellationToken cancellationToken)
    {
        try
        {
            var run = await session.AttachAsync(id, cancellationToken);
            var log = new StringWriter();
            await foreach (var line in run.ReadLogsAsync(new LogQuery(), cancellationToken)) await log.WriteLineAsync(line.Text);
            return Results.Text(log.ToString());
        }
        catch (JobNotFoundException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }
}

namespace Pai.Jobs;

/// <content>Runs the program of a job.</content>
public sealed partial class JobContext
{
    /// <summary>The exit code of a program that ended because the job was asked to stop: 143, as of a process that SIGTERM ended.</summary>
    /// <remarks>PAI-DLC may start a node again that ends with it.</remarks>
    public const int StoppedExitCode = 143;

    /// <summary>The exit code of a program that is not a job, or was given values that do not fit its record: 2.</summary>
    public const int NotReadableExitCode = 2;

    /// <summary>Runs the program of a job, and reports why it failed: <c>return await JobContext.RunAsync(MainAsync);</c></summary>
    /// <param name="main">
    /// The program. It handles <see cref="Stopping"/>: SIGTERM does not end it, and <c>Stopping.ThrowIfCancellationRequested()</c> ends it
    /// as stopped.
    /// </param>
    /// <param name="options">The surroundings. Default: those of this process.</param>
    /// <returns>
    /// The exit code: 0 when the program returned; that of a <see cref="JobFailureException"/>, by default 1; 1 for every other exception,
    /// which is reported with the name of its type as the code, and written to standard error; <see cref="StoppedExitCode"/> when it was
    /// canceled by <see cref="Stopping"/>; <see cref="NotReadableExitCode"/> for a <see cref="JobReadException"/>.
    /// </returns>
    public static async Task<int> RunAsync(Func<JobContext, Task> main, JobContextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(main);
        JobContext context;
        try
        {
            context = FromEnvironment(options);
        }
        catch (JobReadException e)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return NotReadableExitCode;
        }

        using (context) return await context.RunProgramAsync(main).ConfigureAwait(false);
    }

    /// <summary>
    /// The name of the exception. That of a generic type, or of one in a file of its own, has characters that no code has.
    /// </summary>
    private static string CodeOf(Exception e) => string.Concat(
        e.GetType().Name.Take(100).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));

    private async Task<int> RunProgramAsync(Func<JobContext, Task> main)
    {
        var stopping = Stopping;
        try
        {
            await main(this).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return StoppedExitCode;
        }
        catch (JobFailureException e)
        {
            if (e.InnerException is { } cause) await Console.Error.WriteLineAsync(cause.ToString()).ConfigureAwait(false);
            Fail(e.Code, e.Message, e.Details);
            return e.ExitCode;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            Fail(CodeOf(e), e.Message ?? "");
            return e is JobReadException ? NotReadableExitCode : 1;
        }
    }
}

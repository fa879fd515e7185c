using Pai.Jobs.Internal.JobFiles;

namespace Pai.Jobs.CommandLine;

/// <summary>A job that is ready to run, of a record or of a job file.</summary>
internal abstract class RunnableJob
{
    public abstract Task<PreparedJob> PlanAsync(PaiSession session, RunOptions options, CancellationToken cancellationToken);

    public abstract Task<JobRun> SubmitAsync(PaiSession session, RunOptions options, CancellationToken cancellationToken);

    /// <summary>Runs it, and tells of each of its tries.</summary>
    public abstract Task<JobRun> RunAsync(
        PaiSession session, RunOptions options, Action<JobRun> submitted, CancellationToken cancellationToken);

    /// <exception cref="JobValidationException">A value is wrong, or cannot be in a file.</exception>
    public abstract JobFile ToFile(RunOptions options);

    public static RunnableJob Of<TJob, TOutputs>(IJob<TJob, TOutputs> job)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new() => new Typed<TJob, TOutputs>(job, static options => options, null);

    public static RunnableJob Of(JobFile file)
    {
        var job = JobFileRunner.JobOf(file);
        return new Typed<FileJob, FileJob.Outputs>(job, job.With, file);
    }

    private sealed class Typed<TJob, TOutputs>(IJob<TJob, TOutputs> job, Func<RunOptions, RunOptions> with, JobFile? file) : RunnableJob
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        public override Task<PreparedJob> PlanAsync(PaiSession session, RunOptions options, CancellationToken cancellationToken) =>
            job.PlanAsync(session, with(options), cancellationToken);

        public override async Task<JobRun> SubmitAsync(PaiSession session, RunOptions options, CancellationToken cancellationToken) =>
            await job.SubmitAsync(session, with(options), cancellationToken).ConfigureAwait(false);

        public override Task<JobRun> RunAsync(
            PaiSession session, RunOptions options, Action<JobRun> submitted, CancellationToken cancellationToken) =>
            JobFileRunner.RunAsync(job, session, with(options), submitted, cancellationToken);

        public override JobFile ToFile(RunOptions options) => file ?? JobFile.Create(job, options);
    }
}

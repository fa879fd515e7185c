using System.Diagnostics;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Internal.Local;

/// <summary>Makes the folder of a run, and starts it; with a submit key, once.</summary>
/// <param name="runsDirectory">The folder of all runs.</param>
/// <param name="options">How jobs run.</param>
/// <param name="context">What the backend works with.</param>
/// <param name="runs">Reads runs.</param>
/// <param name="fault">Turns what the file system throws into exceptions of this library.</param>
/// <param name="started">Is told of each run that was started, with its supervisor.</param>
internal sealed class LocalSubmitter(
    string runsDirectory,
    LocalBackendOptions options,
    BackendContext context,
    RunStore runs,
    LocalFault fault,
    Action<string, Process> started)
{
    public async Task<JobInfo> SubmitAsync(
        LocalPreparedJob job, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        var secrets = SecretVariables.Of(job.Submission, context.Environment);
        var trace = TraceVariables.Current(job.Submission.PassBaggage);
        StagedRun? staged = null;
        try
        {
            if (job.Submission.SubmitKey is null)
            {
                await StageAsync(cancellationToken).ConfigureAwait(false);
                return await StartAsync(cancellationToken).ConfigureAwait(false);
            }

            var keys = new LocalSubmitKeys(runsDirectory, runs, context.TimeProvider, context.Logger);
            return await keys.SubmitAsync(job, StageAsync, StartAsync, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (LocalFault.IsOne(e))
        {
            throw fault.Of($"The job {job.Submission.JobName} cannot be submitted", e);
        }
        finally
        {
            // Where it became a run, nothing is left of it.
            if (staged is not null) RunDeletion.TryDelete(staged.Staging.Root);
        }

        async Task StageAsync(CancellationToken token) =>
            staged = await MakeFolderAsync(job, secrets.Keys, trace, progress, token).ConfigureAwait(false);

        Task<JobInfo> StartAsync(CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            return Task.FromResult(Start(job, staged!, secrets, progress));
        }
    }

    private async Task<StagedRun> MakeFolderAsync(
        LocalPreparedJob job,
        IReadOnlyCollection<string> secretNames,
        IReadOnlyList<KeyValuePair<string, string>> trace,
        IProgress<SubmitProgress>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(runsDirectory);
            return await new RunPreparer(runsDirectory, options, context.Storage, context.TimeProvider)
                .StageAsync(job, secretNames, trace, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (LocalFault.IsOne(e))
        {
            throw CannotMake(job, e);
        }
    }

    private JobInfo Start(
        LocalPreparedJob job, StagedRun staged, IReadOnlyDictionary<string, string> secrets, IProgress<SubmitProgress>? progress)
    {
        using var span = Spans.StartStep(SpanNames.Create);
        var folder = staged.Final;
        try
        {
            staged.Commit(context.TimeProvider);
        }
        catch (Exception e) when (LocalFault.IsOne(e))
        {
            throw CannotMake(job, e);
        }

        try
        {
            progress?.Report(new() { Step = "starting the job" });
            started(folder.Id, Supervisor.Start(folder, staged.Record, options.PassEnvironment, secrets));
        }
        catch
        {
            RunDeletion.TryDelete(folder.Root);
            throw;
        }

        try
        {
            return fault.Try(folder.Id, "read", () => runs.InfoOf(folder, staged.Record));
        }
        catch (JobException e)
        {
            // It runs, or did until it was deleted just now.
            throw new JobSubmissionInDoubtException(job.Marker, e);
        }
    }

    private JobException CannotMake(LocalPreparedJob job, Exception e) =>
        fault.Of($"The folder of the run {job.Submission.JobName} cannot be created", e);
}

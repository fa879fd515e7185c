using Pai.Jobs.Internal.Replay;

namespace Pai.Jobs;

/// <summary>Repeats a run on this machine: <c>run.ReplayLocallyAsync()</c>.</summary>
public static class JobReplay
{
    /// <summary>
    /// Runs the job of a run again on this machine: its code, its values, and a bounded part of its inputs at the same paths. Outputs go
    /// to the folder of the new run, and nothing is written to OSS.
    /// </summary>
    /// <param name="run">The run, on PAI-DLC or on this machine.</param>
    /// <param name="options">The limits of the inputs, and what is different. Default: <see cref="ReplayOptions"/>'s defaults.</param>
    /// <param name="cancellationToken">A token that cancels the operation; nothing is left behind.</param>
    /// <returns>The replay, which has been started.</returns>
    /// <exception cref="JobNotFoundException">The run does not exist any more.</exception>
    /// <exception cref="JobNotSupportedException">The definition of the run's job is not on record.</exception>
    /// <exception cref="JobValidationException">
    /// The replay is not possible as it is: an input cannot be fetched, a secret is missing, an option is wrong. All problems are listed.
    /// </exception>
    /// <exception cref="JobException">The code of the run was removed, or an input cannot be downloaded.</exception>
    public static async Task<LocalReplay> ReplayLocallyAsync(
        this JobRun run, ReplayOptions? options = null, CancellationToken cancellationToken = default)
    {
        var setup = await ReplaySetup.CreateAsync(run, options ?? new(), cancellationToken).ConfigureAwait(false);
        try
        {
            var plan = await setup.PlanAsync(cancellationToken).ConfigureAwait(false);
            var info = await setup.Backend.SubmitAsync(plan.Job, progress: null, cancellationToken).ConfigureAwait(false);
            return new(setup.Backend, new(setup.Backend, info), plan);
        }
        catch
        {
            await setup.Backend.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Looks up what a replay needs, what it would download and how it would differ, without starting it.</summary>
    /// <param name="run">The run, on PAI-DLC or on this machine.</param>
    /// <param name="options">The limits of the inputs, and what is different. Default: <see cref="ReplayOptions"/>'s defaults.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The plan, with the problems of the job on this machine.</returns>
    /// <exception cref="JobNotFoundException">The run does not exist any more.</exception>
    /// <exception cref="JobNotSupportedException">The definition of the run's job is not on record.</exception>
    /// <exception cref="JobValidationException">An input cannot be fetched, a secret is missing, or an option is wrong.</exception>
    /// <exception cref="JobException">The code of the run was removed.</exception>
    public static async Task<ReplayPlan> PlanReplayAsync(
        this JobRun run, ReplayOptions? options = null, CancellationToken cancellationToken = default)
    {
        var setup = await ReplaySetup.CreateAsync(run, options ?? new(), cancellationToken).ConfigureAwait(false);
        await using var _ = setup.Backend.ConfigureAwait(false);
        return await setup.PlanAsync(cancellationToken).ConfigureAwait(false);
    }
}

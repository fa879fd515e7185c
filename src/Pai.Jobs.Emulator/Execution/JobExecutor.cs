using System.Security.Cryptography;
using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Runs jobs on this machine, with the buckets of the emulator as their storage.</summary>
internal sealed class JobExecutor(JobStore jobs, OssService storage, EmulatedDlc dlc, EmulatedAiWorkspace workspace) : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "pai-emulator-" + RandomNumberGenerator.GetHexString(16, true));
    private readonly Lock _gate = new();
    private readonly List<RunningJob> _running = [];
    private bool _isDisposed;

    /// <summary>Checks a job and prepares to run it.</summary>
    /// <exception cref="ServiceErrorException">It cannot be run on this machine.</exception>
    public RunningJob Prepare(StoredJob job)
    {
        if (NamespaceProbe.Machine.Problem is { } problem)
            throw PaiErrors.CannotExecute($"namespaces do not work on this machine: {problem}");
        var plan = ExecutionPlan.Of(
            job, new(storage.Region, dlc.RefusesWhatMountsCannot, jobs.Supply, workspace.Datasets));
        var running = new RunningJob(job, plan, new(jobs, storage, Path.Combine(_folder, job.Id)));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_running.Count == 0) MakeFolder();
            _running.RemoveAll(one => one.IsOver);
            _running.Add(running);
        }

        return running;
    }

    public async ValueTask DisposeAsync()
    {
        List<RunningJob> all;
        lock (_gate)
        {
            _isDisposed = true;
            all = [.. _running];
        }

        foreach (var one in all) one.Kill();
        foreach (var one in all) await one.Completion;
        RunDeletion.TryDelete(_folder);
    }

    private void MakeFolder()
    {
        Directory.CreateDirectory(_folder);
        // Variables of jobs are in its files, which are not for other users.
        OwnFolder.Restrict(_folder);
    }
}

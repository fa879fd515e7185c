using System.Globalization;
using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A job whose pods run on this machine, from its mounts to its end.</summary>
/// <param name="job">The job.</param>
/// <param name="plan">What runs.</param>
/// <param name="place">The services that it uses, and the folder that is its own.</param>
internal sealed class RunningJob(StoredJob job, ExecutionPlan plan, ExecutionPlace place)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PodProcess> _pods = [];
    private ITimer? _limit;
    private ITimer? _grace;
    private JobStep? _stop;
    private string? _failure;
    private bool _isStopping;
    private bool _isRestarting;
    private bool _haveEnded;
    private bool _isOver;

    /// <summary>Completes when nothing of the job runs any more and its outputs are uploaded.</summary>
    public Task Completion => _completion.Task;

    /// <summary>True if it has ended.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    /// <summary>True if it has got its resources.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Begins to run it, within the lock of the store.</summary>
    public void Begin()
    {
        HasBegun = true;
        var now = place.Jobs.Now();
        if (job.Timeline.At(now).Status == "Creating") job.Timeline.Add(new(now, "Queuing", null, null));
        _ = Task.Run(RunAsync);
    }

    /// <summary>Gives a job up that has not begun, within the lock of the store.</summary>
    public void Abandon()
    {
        _isOver = true;
        _completion.TrySetResult();
    }

    /// <summary>Stops it, within the lock of the store.</summary>
    /// <param name="reasonCode">The reason.</param>
    /// <param name="message">The reason in words.</param>
    public void Stop(string reasonCode, string message)
    {
        if (_isOver || _stop is not null) return;
        var now = place.Jobs.Now();
        _stop = new(now, "Stopped", reasonCode, message);
        job.Timeline.Add(new(now, "Stopping", null, null));
        Volatile.Write(ref _isStopping, true);
        EndPods();
    }

    /// <summary>Takes its instances away, within the lock of the store: its pods end, and others start in their places.</summary>
    /// <returns>False if it does not run.</returns>
    public bool Preempt()
    {
        if (_haveEnded || _isRestarting || _stop is not null || _failure is not null || _pods.Count == 0) return false;
        _isRestarting = true;
        job.Timeline.Add(new(place.Jobs.Now(), "Restarting", "Preempted", "The instances of the job were preempted."));
        EndPods();
        return true;
    }

    /// <summary>Ends it at once, for good.</summary>
    public void Kill()
    {
        lock (place.Jobs.Gate)
        {
            if (_isOver) return;
            if (!HasBegun) Abandon();
            Volatile.Write(ref _isStopping, true);
            _stop ??= new(place.Jobs.Now(), "Stopped", null, "The emulator ends.");
            foreach (var pod in _pods) pod.Kill();
        }
    }

    private async Task RunAsync()
    {
        List<string> problems = [];
        var folders = plan.Mounts.Select((mount, i) => new MountFolder(mount, place.In($"mounts/{Text(i)}"), place.Storage)).ToList();
        try
        {
            Step("EnvPreparing");
            foreach (var folder in folders) folder.Download(ThrowIfStopping);
            for (var start = 0; start == 0 || TakeRestart(); start++)
            {
                PreparePods(folders, start);
                StartPods(start);
                await Task.WhenAll(_pods.Select((pod, i) => WaitAsync(pod, i)));
            }

            problems = [.. folders.SelectMany(folder => folder.Upload(plan.Limits))];
        }
        catch (OperationCanceledException) when (_stop is not null)
        {
        }
        catch (ServiceErrorException e)
        {
            _failure ??= $"A mount failed: {e.Code}: {e.Message}";
        }
        catch (Exception e)
        {
            _failure ??= $"The emulator cannot run the job: {e.Message}";
        }
        finally
        {
            End(problems);
        }
    }

    private void PreparePods(List<MountFolder> folders, int start)
    {
        foreach (var (i, one) in job.Places.Index())
        {
            var folder = PodFolder(start, i);
            Directory.CreateDirectory(folder);
            PodProcess.Prepare(folder, one.Id, plan.Shell, plan.Command, plan.Variables[i], folders);
        }
    }

    private void StartPods(int start)
    {
        lock (place.Jobs.Gate)
        {
            ThrowIfStopping();
            foreach (var (i, one) in job.Places.Index())
            {
                _pods.Add(PodProcess.Start(PodFolder(start, i), lines => AddLines(one, lines)));
                job.AddEvent(place.Jobs.Now(), "The container is started.", one.Name);
            }

            job.Timeline.Add(new(place.Jobs.Now(), "Running", null, null));
            if (plan.MaxRunningTime is { } time && _limit is null)
                _limit = StartTimer(time, () => Stop("JobMaxRunningTimeExceeded", "The job ran longer than JobMaxRunningTimeMinutes."));
        }
    }

    private async Task WaitAsync(PodProcess pod, int index)
    {
        var (code, name) = (await pod.WaitAsync(), job.Places[index].Id);
        lock (place.Jobs.Gate)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"The container ended with exit code {code}.");
            job.AddEvent(place.Jobs.Now(), message, job.Places[index].Name);
            if (code == 0 || _failure is not null || _isRestarting) return;
            _failure = $"The pod {name} failed. {message}";
            // The others would wait for it.
            if (_stop is null) EndPods();
        }
    }

    /// <summary>Asks the pods to end, and ends them after a time; within the lock.</summary>
    private void EndPods()
    {
        foreach (var pod in _pods) pod.Stop();
        if (_pods.Count == 0 || _grace is not null) return;
        _grace = StartTimer(plan.GraceTime, () =>
        {
            foreach (var pod in _pods) pod.Kill();
        });
    }

    /// <summary>True if the pods have ended for others to start; these have files of their own, but for those of the mounts.</summary>
    private bool TakeRestart()
    {
        lock (place.Jobs.Gate)
        {
            _haveEnded = !_isRestarting || _stop is not null;
            if (_haveEnded) return false;
            _isRestarting = false;
            LeavePods();
            return true;
        }
    }

    private void LeavePods()
    {
        _grace?.Dispose();
        _grace = null;
        foreach (var pod in _pods)
        {
            pod.Kill();
            pod.Dispose();
        }

        _pods.Clear();
    }

    private void End(List<string> problems)
    {
        lock (place.Jobs.Gate)
        {
            _isOver = true;
            _limit?.Dispose();
            LeavePods();
            var now = place.Jobs.Now();
            foreach (var problem in problems) job.AddEvent(now, problem, pod: null);
            if (_failure is null && problems.Count > 0) _failure = "The outputs cannot be uploaded: " + string.Join(' ', problems);
            job.Timeline.Add(_stop is { } stop ? stop with { Time = now }
                : _failure is { } failure ? new(now, "Failed", "JobFailed", failure)
                : new(now, "Succeeded", "JobSucceeded", "The job succeeded."));
            job.Modified = now;
            place.Jobs.Resettle();
        }

        RunDeletion.TryDelete(place.Folder);
        _completion.TrySetResult();
    }

    private void Step(string status)
    {
        lock (place.Jobs.Gate)
        {
            ThrowIfStopping();
            job.Timeline.Add(new(place.Jobs.Now(), status, null, null));
        }
    }

    private void ThrowIfStopping()
    {
        if (Volatile.Read(ref _isStopping)) throw new OperationCanceledException();
    }

    private void AddLines(PodPlace pod, IReadOnlyList<string> lines)
    {
        lock (place.Jobs.Gate)
        {
            var now = place.Jobs.Now();
            foreach (var line in lines) job.AddLine(now, line, pod.Name);
        }
    }

    private ITimer StartTimer(TimeSpan time, Action act) => place.Clock.CreateTimer(
        _ =>
        {
            lock (place.Jobs.Gate)
            {
                if (!_isOver) act();
            }
        },
        null,
        time,
        Timeout.InfiniteTimeSpan);

    private string PodFolder(int start, int pod) => place.In($"pods/{Text(start)}-{Text(pod)}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

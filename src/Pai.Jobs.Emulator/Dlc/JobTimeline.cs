using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The statuses of a job, past and to come. They change only when the job is stopped.</summary>
internal sealed class JobTimeline
{
    private readonly List<JobStep> _steps;
    private readonly TimeSpan _stopTime;

    public JobTimeline(DateTimeOffset created, EmulatedJob script)
    {
        Created = created;
        _stopTime = script.StopTime;
        _steps = [new(created, "Creating", null, null)];
        if (script.Statuses.Count > 0)
        {
            _steps.AddRange(script.Statuses.Select(s => new JobStep(created + s.Time, s.Status, s.ReasonCode, s.ReasonMessage)));
            return;
        }

        foreach (var status in (string[])["Queuing", "EnvPreparing", "Running", "Succeeded"]) _steps.Add(new(created, status, null, null));
    }

    public DateTimeOffset Created { get; }

    /// <summary>When a stop ends the job, after which its pods write nothing; null for one that was not stopped.</summary>
    public DateTimeOffset? Stopped { get; private set; }

    /// <summary>The status at a time.</summary>
    public JobStep At(DateTimeOffset time) => _steps.FindLast(step => step.Time <= time) is { Status: not null } step ? step : _steps[0];

    /// <summary>The statuses up to a time, oldest first.</summary>
    public IReadOnlyList<JobStep> UpTo(DateTimeOffset time) => [.. _steps.Where(step => step.Time <= time)];

    /// <summary>Stops the job: what the script says from now on does not come.</summary>
    public void Stop(DateTimeOffset now)
    {
        _steps.RemoveAll(step => step.Time > now);
        _steps.Add(new(now, "Stopping", null, null));
        _steps.Add(new(now + _stopTime, "Stopped", null, "The job is stopped by the user."));
        Stopped = now + _stopTime;
    }

    /// <summary>The times in which the job has pods, up to now; a restart begins another one.</summary>
    public IReadOnlyList<PodLife> PodLives(DateTimeOffset now)
    {
        var lives = new List<PodLife>();
        var open = false;
        foreach (var step in UpTo(now))
        {
            if (!open && step.HasPods)
            {
                lives.Add(new(step.Time, null, null, "Pending"));
                open = true;
            }

            if (!open) continue;
            var life = lives[^1];
            lives[^1] = step.Status switch
            {
                "Running" => life with { Running = life.Running ?? step.Time, Status = "Running" },
                "Restarting" => life with { End = step.Time, Status = "Failed", IsRestarted = true },
                "Succeeded" or "Failed" or "Stopped" => life with { End = life.End ?? step.Time, Status = step.Status },
                "SucceededReserving" => life with { End = step.Time, Status = "Succeeded" },
                "FailedReserving" => life with { End = step.Time, Status = "Failed" },
                _ => life,
            };
            open = step.Status != "Restarting" && !step.IsEnd;
        }

        return lives;
    }
}

using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The statuses of a job, past and to come: those that its script says, or those that it has when it is run.</summary>
internal sealed class JobTimeline
{
    private static readonly string[] s_success = ["Queuing", "EnvPreparing", "Running", "Succeeded"];

    private readonly List<JobStep> _steps;

    public JobTimeline(DateTimeOffset created)
    {
        Created = created;
        _steps = [new(created, "Creating", null, null)];
    }

    public DateTimeOffset Created { get; }

    /// <summary>When a stop ends the job, after which its pods write nothing; null for one that was not stopped.</summary>
    public DateTimeOffset? Stopped { get; private set; }

    /// <summary>When the job ends, which may be in the future; null where that is not known.</summary>
    public DateTimeOffset? End => _steps.Find(step => step.IsEnd) is { Status: not null } end ? end.Time : null;

    /// <summary>The status at a time.</summary>
    public JobStep At(DateTimeOffset time) => _steps.FindLast(step => step.Time <= time) is { Status: not null } step ? step : _steps[0];

    /// <summary>The statuses up to a time, oldest first.</summary>
    public IReadOnlyList<JobStep> UpTo(DateTimeOffset time) => [.. _steps.Where(step => step.Time <= time)];

    /// <summary>Adds a status behind those there are.</summary>
    public void Add(JobStep step) => _steps.Add(step);

    /// <summary>Adds the statuses of a script that begins at a time.</summary>
    public void Follow(EmulatedJob script, DateTimeOffset start)
    {
        var statuses = script.Statuses.Count > 0
            ? script.Statuses.Select(s => new JobStep(start + s.Time, s.Status, s.ReasonCode, s.ReasonMessage))
            : s_success.Select(status => new JobStep(start, status, null, null));
        // It may have queued already.
        _steps.AddRange(statuses.SkipWhile(step => step.Status == "Queuing" && _steps[^1].Status == "Queuing"));
    }

    /// <summary>Stops the job: what the script says from now on does not come.</summary>
    /// <param name="now">The time.</param>
    /// <param name="stopTime">How long that takes.</param>
    public void Stop(DateTimeOffset now, TimeSpan stopTime)
    {
        _steps.RemoveAll(step => step.Time > now);
        _steps.Add(new(now, "Stopping", null, null));
        _steps.Add(new(now + stopTime, "Stopped", null, "The job is stopped by the user."));
        Stopped = now + stopTime;
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
                "Restarting" => life with { End = step.Time, Status = "Failed", Restart = step },
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

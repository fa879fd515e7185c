using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The operations that create a job, show it, change it and end it.</summary>
internal sealed class JobOperations(JobStore store, EmulatedDlc settings, JobExecutor executor)
{
    public JsonObject Create(PaiCall call)
    {
        var request = call.Json();
        JobRules.Check(request, call.Body.Length);
        var job = new StoredJob(JobStore.NewId(), request, store.Now());

        // Not within the lock: the script is the caller's code.
        if (settings.ScriptOf(job.Show("Creating")) is { } script) job.Take(script);
        else if (settings.ExecutesJobs) job.Execution = executor.Prepare(job);
        lock (store.Gate) store.Add(job);
        call.Request.JobId = job.Id;
        return Done(job);
    }

    public JsonObject Get(PaiCall call)
    {
        lock (store.Gate) return JobJson.Detail(store.Find(call.Route.Id), store.Now());
    }

    public JsonObject Stop(PaiCall call)
    {
        lock (store.Gate)
        {
            var (job, now) = (store.Find(call.Route.Id), store.Now());
            var current = job.Timeline.At(now);
            if (current.IsEnd || current.Status is "Stopping" or "SucceededReserving" or "FailedReserving")
                throw PaiErrors.WrongState($"The job {job.Id} is {current.Status} and cannot be stopped.");
            job.Stop(now);
            store.Resettle();
            return Done(job);
        }
    }

    public JsonObject Delete(PaiCall call)
    {
        lock (store.Gate)
        {
            var job = store.Find(call.Route.Id);
            var current = job.Timeline.At(store.Now());
            if (!current.IsEnd) throw PaiErrors.WrongState($"The job {job.Id} is {current.Status}: only a job that has ended is deleted.");
            store.Jobs.Remove(job.Id);
            return Done(job);
        }
    }

    public JsonObject Update(PaiCall call)
    {
        var change = call.Json();
        if (change["JobSpecs"] is not null) throw PaiErrors.NotEmulated("JobSpecs");
        var priority = change.Number("Priority");
        if (priority is < 1 or > 9) throw PaiErrors.Invalid("Priority", $"{priority} is not from 1 to 9.");
        var accessibility = change.Text("Accessibility");
        if (accessibility is not (null or "PUBLIC")) throw PaiErrors.Invalid("Accessibility", "it can be raised to PUBLIC only.");
        lock (store.Gate)
        {
            var (job, now) = (store.Find(call.Route.Id), store.Now());
            var isWaiting = job.Timeline.At(now).Status is "Creating" or "Queuing" or "EnvPreparing";
            if (isWaiting && job.Request.Text("ResourceId") is not null) job.Priority = priority ?? job.Priority;
            job.Accessibility = accessibility ?? job.Accessibility;
            job.Description = change.Text("Description") ?? job.Description;
            job.Modified = now;
            store.Resettle();
            return Done(job);
        }
    }

    private static JsonObject Done(StoredJob job) => new() { ["JobId"] = job.Id };
}

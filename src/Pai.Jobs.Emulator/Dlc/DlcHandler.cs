using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Carries out the operations of PAI-DLC.</summary>
internal sealed class DlcHandler(JobStore store, EmulatedDlc settings, JobExecutor executor)
{
    private readonly JobOperations _jobs = new(store, settings, executor);
    private readonly JobListOperation _list = new(store, settings);
    private readonly JobTagOperation _tags = new(store);
    private readonly JobMetricOperation _metrics = new(store);
    private readonly TerminalOperation _terminals = new(store);
    private readonly JobLineOperations _lines = new(store, settings);
    private readonly EcsSpecOperation _specs = new(settings);

    public JsonObject Handle(PaiCall call)
    {
        lock (store.Gate) store.Settle();
        return Answer(call);
    }

    private JsonObject Answer(PaiCall call) => call.Route.Operation switch
    {
        EmulatedOperation.CreateJob => _jobs.Create(call),
        EmulatedOperation.GetJob => _jobs.Get(call),
        EmulatedOperation.ListJobs => _list.List(call),
        EmulatedOperation.UpdateJob => _jobs.Update(call),
        EmulatedOperation.StopJob => _jobs.Stop(call),
        EmulatedOperation.DeleteJob => _jobs.Delete(call),
        EmulatedOperation.TagResources => _tags.Tag(call),
        EmulatedOperation.GetPodLogs => _lines.PodLogs(call),
        EmulatedOperation.GetPodEvents => _lines.PodEvents(call),
        EmulatedOperation.GetJobEvents => _lines.JobEvents(call),
        EmulatedOperation.GetJobMetrics => _metrics.Get(call),
        EmulatedOperation.GetWebTerminal => _terminals.Get(call),
        EmulatedOperation.ListEcsSpecs => _specs.List(call),
        _ => throw PaiErrors.UnknownApi(),
    };
}

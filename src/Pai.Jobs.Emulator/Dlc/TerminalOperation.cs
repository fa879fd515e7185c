using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>GetWebTerminal: the checks of the service; the emulator has no terminals.</summary>
internal sealed class TerminalOperation(JobStore store)
{
    public JsonObject Get(PaiCall call)
    {
        call.Flag("IsShared");
        lock (store.Gate)
        {
            var (now, job) = (store.Now(), store.Find(call.Route.Id));
            var (_, lives, life) = JobLineOperations.FindPod(call, job, now);
            if (lives[life] is not { Status: "Running", End: null })
                throw PaiErrors.WrongState($"The pod {call.Route.PodId} does not run.");
            throw PaiErrors.NoTerminals();
        }
    }
}

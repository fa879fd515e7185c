using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Carries out the operations of AIWorkspace.</summary>
internal sealed class AiWorkspaceHandler(EmulatedAiWorkspace settings)
{
    private readonly ImageOperations _images = new(settings);
    private readonly DatasetOperations _datasets = new(settings);
    private readonly WorkspaceOperations _workspaces = new(settings);

    public JsonObject Handle(PaiCall call) => call.Route.Operation switch
    {
        EmulatedOperation.ListImages => _images.List(call),
        EmulatedOperation.GetImage => _images.Get(call),
        EmulatedOperation.ListWorkspaces => _workspaces.List(call),
        EmulatedOperation.GetWorkspace => _workspaces.Get(call),
        EmulatedOperation.ListConfigs => _workspaces.Configs(call),
        EmulatedOperation.ListDatasets => _datasets.List(call),
        EmulatedOperation.GetDataset => _datasets.Get(call),
        _ => throw PaiErrors.UnknownApi(),
    };
}

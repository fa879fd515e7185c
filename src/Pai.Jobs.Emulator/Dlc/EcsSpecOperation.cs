using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>ListEcsSpecs.</summary>
internal sealed class EcsSpecOperation(EmulatedDlc settings)
{
    public JsonObject List(PaiCall call)
    {
        if (call["SortBy"] is not null) throw PaiErrors.Invalid("SortBy", "the service refuses it.");
        var names = call.List("InstanceTypes");
        var found = settings.InstanceTypes
            .Where(type => call["AcceleratorType"] is not { } wanted || wanted == AcceleratorOf(type))
            .Where(type => call["ResourceType"] is not { } wanted || wanted == type.ResourceType)
            .Where(type => names is null || names.Contains(type.Name))
            .ToArray();
        return new() { ["EcsSpecs"] = PaiPages.Page(found, call, ifMissing: 10).Select(Json).ToJson(), ["TotalCount"] = found.Length };
    }

    private static string AcceleratorOf(EmulatedInstanceType type) => type.Gpu > 0 ? "GPU" : "CPU";

    private static JsonObject Json(EmulatedInstanceType type)
    {
        var json = new JsonObject
        {
            ["InstanceType"] = type.Name,
            ["AcceleratorType"] = AcceleratorOf(type),
            ["Cpu"] = type.Cpu,
            ["Gpu"] = type.Gpu,
            ["Memory"] = type.MemoryGiB,
            ["IsAvailable"] = type.IsAvailable,
            ["ResourceType"] = type.ResourceType,
            ["PaymentTypes"] = ((string[])["Spot", "PostPaid"]).ToJson(),
            ["SpotStockStatus"] = type.HasSpotStock ? "WithStock" : "NoStock",
        };
        if (type.Gpu == 0) return json;
        json["GpuType"] = type.GpuType;
        json["GpuMemory"] = type.GpuMemoryGiB;
        return json;
    }
}

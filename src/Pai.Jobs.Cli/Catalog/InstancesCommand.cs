using System.CommandLine;
using System.Globalization;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Catalog;

/// <summary><c>instances</c>.</summary>
internal static class InstancesCommand
{
    public static CliCommand Create(CliOptions options) =>
        new("instances", "Find instance types for jobs.", "pai-jobs instances list --min-gpu 1 --available") { CreateList(options) };

    private static CliCommand CreateList(CliOptions options)
    {
        var accelerator = new Option<Accelerator>("--accelerator") { Description = "The hardware.", HelpName = "CPU|GPU|PPU" };
        var cpu = new Option<int>("--min-cpu") { Description = "The least number of vCPUs.", HelpName = "count" };
        var memory = new Option<double>("--min-memory") { Description = "The least memory in GiB.", HelpName = "GiB" };
        var gpu = new Option<int>("--min-gpu") { Description = "The least number of GPUs.", HelpName = "count" };
        var gpuType = new Option<string?>("--gpu-type") { Description = "A part of the GPU's model: V100.", HelpName = "model" };
        var name = new Option<string?>("--name") { Description = "A part of the name, for instance gn7i.", HelpName = "text" };
        var kind = new Option<ResourceType?>("--resource-type") { Description = "The kind of resources.", HelpName = "general|lingjun" };
        var available = new Option<bool>("--available") { Description = "Those in stock only, as far as the service says." };
        return new CliCommand(
            "list",
            "List the instance types of the region, the smallest first.",
            "pai-jobs instances list --min-gpu 1 --gpu-type A10 --available",
            "pai-jobs instances list --min-cpu 16 --min-memory 64 --output json")
        {
            accelerator, cpu, memory, gpu, gpuType, name, kind, available,
        }.Does(options, async cli =>
        {
            var filter = new PaiInstanceTypeFilter
            {
                Accelerator = cli.Get(accelerator),
                MinCpu = cli.Get(cpu),
                MinMemoryGiB = cli.Get(memory),
                MinGpu = cli.Get(gpu),
                GpuType = cli.Get(gpuType),
                Name = cli.Get(name),
                ResourceType = cli.Get(kind),
            };
            // The stock is looked at here: the catalog does not know it, and an empty list would not say that.
            var (types, isOffline) = (new List<PaiInstanceType>(), false);
            await foreach (var type in cli.Session.InstanceTypes.ListAsync(filter, cli.CancellationToken))
            {
                isOffline |= type.IsFromCatalog;
                if (!cli.Get(available) || type.IsAvailable == true) types.Add(type);
            }

            if (cli.IsJson) CliJson.Write<IReadOnlyList<InstanceTypeJson>>([.. types.Select(InstanceTypeJson.Of)]);
            else WriteTable(types, cli);
            if (isOffline) ImagesCommand.WarnOffline(cli);
        });
    }

    private static void WriteTable(List<PaiInstanceType> types, CliContext cli)
    {
        var table = new TextTable("name", "cpu>", "memory>", "gpu>", "gpu type", "stock", "spot");
        foreach (var type in types)
        {
            table.Add(
                type.Name,
                type.Cpu?.ToString(CultureInfo.InvariantCulture),
                type.MemoryGiB is { } memory ? string.Create(CultureInfo.InvariantCulture, $"{memory} GiB") : "",
                type.Gpu is 0 ? "" : type.Gpu?.ToString(CultureInfo.InvariantCulture),
                type.GpuType,
                Stock(type.IsAvailable),
                Stock(type.HasSpotStock));
        }

        if (!table.IsEmpty) table.WriteTo(cli.Terminal.Data);
        else cli.Terminal.WriteTalk("No instance types.");
    }

    private static string Stock(bool? isThere) => isThere switch
    {
        true => "yes",
        false => "no",
        null => "",
    };
}

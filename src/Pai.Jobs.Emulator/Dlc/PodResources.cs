using System.Globalization;
using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Resources that pods ask for, or that a quota has.</summary>
internal readonly record struct PodResources(int Cpu, int Gpu, double MemoryGiB)
{
    /// <summary>The resources of one pod of a role; zero for an instance type that is not known.</summary>
    public static PodResources Of(JsonObject spec, Supply supply)
    {
        if (spec.Object("ResourceConfig") is { } config) return Of(config);
        return supply.Find(spec.Text("EcsSpec")) is { } found ? new(found.Cpu, found.Gpu, found.MemoryGiB) : default;
    }

    /// <summary>The resources of a ResourceConfig.</summary>
    public static PodResources Of(JsonObject config) =>
        new((int)Number(config.Text("CPU")), (int)Number(config.Text("GPU")), Number(config.Text("Memory")));

    /// <summary>The resources of all pods of a job.</summary>
    public static PodResources OfJob(JsonObject job, Supply supply)
    {
        var sum = default(PodResources);
        foreach (var spec in job.Objects("JobSpecs"))
        {
            var (one, count) = (Of(spec, supply), (int)(spec.Number("PodCount") ?? 1));
            sum = new(sum.Cpu + one.Cpu * count, sum.Gpu + one.Gpu * count, sum.MemoryGiB + one.MemoryGiB * count);
        }

        return sum;
    }

    public static PodResources operator +(PodResources a, PodResources b) => new(a.Cpu + b.Cpu, a.Gpu + b.Gpu, a.MemoryGiB + b.MemoryGiB);

    /// <summary>A number that may have a unit of memory behind it: <c>10Gi</c>, <c>512Mi</c>.</summary>
    private static double Number(string? text)
    {
        if (text is null) return 0;
        var digits = text.TrimEnd('B', 'b', 'i', 'G', 'g', 'M', 'm');
        var isMega = text[digits.Length..].StartsWith("M", StringComparison.OrdinalIgnoreCase);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? isMega ? number / 1024 : number
            : throw PaiErrors.Invalid("JobSpecs", $"'{text}' is not an amount of a resource.");
    }
}

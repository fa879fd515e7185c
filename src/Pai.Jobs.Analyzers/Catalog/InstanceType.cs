using System;
using System.Globalization;

namespace Pai.Jobs.Analyzers.Catalog;

/// <summary>An instance type of the catalog.</summary>
internal sealed class InstanceType(CatalogEntry entry)
{
    /// <summary>The name that is submitted, <c>ecs.gn7i-c8g1.2xlarge</c>.</summary>
    public string Name { get; } = entry.Name;

    /// <summary>True if the entry is about a family, <c>ecs.sn1</c>: only a retired one is named so.</summary>
    public bool IsFamily => InstanceTypeName.IsFamily(Name);

    /// <summary>vCPUs; null where no source says it.</summary>
    public int? Cpu => NumberOf("cpu");

    /// <summary>Memory in GiB; null where no source says it.</summary>
    public int? MemoryGiB => NumberOf("memory");

    /// <summary>CPU, GPU or PPU.</summary>
    public string Accelerator => entry["accelerator"] ?? "CPU";

    /// <summary><c>x86_64</c> or <c>arm64</c>.</summary>
    public string Architecture => entry["arch"] ?? "x86_64";

    /// <summary>Null, <c>true</c>, or the family to use instead.</summary>
    public string? Retired => entry["retired"];

    /// <summary>True if a page of PAI names it, not only one of ECS.</summary>
    public bool IsDocumented => entry["documented"] == "true";

    /// <summary>True if it was seen with training jobs (DLC), and not with other products only.</summary>
    public bool IsForTraining => entry["modules"] is { } modules && (modules.Contains("dlc") || modules.Contains("training"));

    /// <summary>True if the project names it itself.</summary>
    public bool IsOfProject => entry.IsOfProject;

    /// <summary>True if it counts as known.</summary>
    public bool IsKnown(CatalogStrictness strictness) => IsOfProject || strictness switch
    {
        CatalogStrictness.Documented => IsDocumented,
        CatalogStrictness.Training => IsForTraining,
        _ => true,
    };

    private int? NumberOf(string key) =>
        entry[key] is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Round(number)
            : null;
}

using System;
using System.Collections.Generic;
using Pai.Jobs.Analyzers.Catalog;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the instance type: its shape, whether there is such a one, and whether it has what the image is built for.</summary>
internal static class InstanceTypeChecks
{
    private const string Argument = "InstanceType";
    private const int Offered = 3;

    /// <param name="job">The job.</param>
    /// <param name="accelerator">What its image is built for: CPU, GPU or PPU; null where nobody knows.</param>
    public static void Check(JobAnalysisContext job, string? accelerator)
    {
        if (job.TextOf(Argument) is { } text && text != InstanceTypeName.Local) Check(job, text, job.PlaceOf(Argument), accelerator);
    }

    /// <summary>Checks an instance type of the cloud.</summary>
    public static void Check(JobAnalysisContext job, string text, ProblemPlace place, string? accelerator)
    {
        var catalog = job.Project.Catalog;
        var known = catalog.FindType(text);
        if (known is null && !InstanceTypeName.IsWellFormed(text))
        {
            var repaired = Repair(catalog, text);
            job.ReportWith(
                ResourcesRules.InstanceTypeFormat, place, repaired, text,
                repaired.Count > 0 ? Words.Or(repaired) : "\"ecs.g7.xlarge\"");
            return;
        }

        if (CheckRetired(job, place, text, known)) return;
        var strictness = job.Tree is { } tree ? job.Project.StrictnessOf(tree) : CatalogStrictness.All;
        if (known?.IsKnown(strictness) != true) ReportUnknown(job, place, text, known, strictness);
        CheckHardware(job, place, text, known, accelerator);
    }

    /// <summary>
    /// Instance types of this hardware that stand for "something to begin with": small ones that PAI documents for training.
    /// </summary>
    public static List<string> Suggest(JobCatalog catalog, string? accelerator, int? cpu = null, string architecture = "x86_64")
    {
        var found = new List<InstanceType>();
        foreach (var type in catalog.Types)
            if (type.Retired is null
                && type.Accelerator == (accelerator ?? "CPU")
                && type.Architecture == architecture
                && type.Cpu is not null
                && (type.IsForTraining || type.IsOfProject)) found.Add(type);
        found.Sort((left, right) => Difference(left).CompareTo(Difference(right)) is var order and not 0
            ? order
            : string.CompareOrdinal(left.Name, right.Name));
        return found.GetRange(0, Math.Min(Offered, found.Count)).ConvertAll(static type => type.Name);

        int Difference(InstanceType type) => Math.Abs(type.Cpu!.Value - (cpu ?? 4));
    }

    /// <summary>Names that a malformed one was probably meant to be.</summary>
    private static List<string> Repair(JobCatalog catalog, string text)
    {
        var plain = text.Trim().ToLowerInvariant();
        if (InstanceTypeName.MeansLocal(plain)) return [InstanceTypeName.Local];
        if (catalog.FindType(plain) is { IsFamily: false }) return [plain];
        return catalog.FindType("ecs." + plain) is { IsFamily: false } known ? [known.Name] : NearestOf(catalog, plain);
    }

    private static List<string> NearestOf(JobCatalog catalog, string text)
    {
        var names = new List<string>();
        foreach (var type in catalog.Types) names.Add(type.Name);
        return Nearest.Find(text, names, Offered);
    }

    private static void ReportUnknown(
        JobAnalysisContext job, ProblemPlace place, string text, InstanceType? known, CatalogStrictness strictness)
    {
        if (known is not null)
        {
            job.Report(
                ResourcesRules.InstanceTypeUnknown, place, text,
                strictness == CatalogStrictness.Training
                    ? "is known only for products other than training jobs: use another one, or set pai_jobs.catalog_strictness = all"
                    : "is documented for ECS but not for PAI: use another one, or set pai_jobs.catalog_strictness = all");
            return;
        }

        var nearest = NearestOf(job.Project.Catalog, text);
        var family = SameFamily(job.Project.Catalog, text);
        var replacements = new List<string>(nearest.GetRange(0, Math.Min(2, nearest.Count)));
        foreach (var name in family)
            if (replacements.Count < Offered && !replacements.Contains(name)) replacements.Add(name);
        var reason = "is not in the catalog";
        if (nearest.Count > 0) reason += $"; the nearest name is \"{nearest[0]}\"";
        if (family.Count > 0) reason += $"; {InstanceTypeName.FamilyOf(text)} has {Words.Or(family)}";
        job.ReportWith(ResourcesRules.InstanceTypeUnknown, place, replacements, text, reason);
    }

    /// <summary>The types of the same family, those of the nearest size first.</summary>
    private static List<string> SameFamily(JobCatalog catalog, string text)
    {
        var family = InstanceTypeName.FamilyOf(text);
        var names = new List<string>();
        foreach (var type in catalog.Types)
            if (InstanceTypeName.FamilyOf(type.Name) == family) names.Add(type.Name);
        names.Sort((left, right) => EditDistance.Of(left, text).CompareTo(EditDistance.Of(right, text)) is var order and not 0
            ? order
            : string.CompareOrdinal(left, right));
        return names.GetRange(0, Math.Min(2, names.Count));
    }

    private static bool CheckRetired(JobAnalysisContext job, ProblemPlace place, string text, InstanceType? known)
    {
        var catalog = job.Project.Catalog;
        var retired = known?.Retired
            ?? catalog.FindType(InstanceTypeName.WithoutSize(text))?.Retired
            ?? catalog.FindType(InstanceTypeName.FamilyOf(text))?.Retired;
        if (retired is null or "false") return false;
        var instead = new List<string>();
        if (retired != "true")
        {
            if (catalog.FindType(retired + "." + InstanceTypeName.SizeOf(text)) is { } sameSize) instead.Add(sameSize.Name);
            else instead.AddRange(SameFamily(catalog, retired + "." + InstanceTypeName.SizeOf(text)));
        }

        job.ReportWith(
            ResourcesRules.InstanceTypeRetired, place, instead, text,
            instead.Count > 0 ? "use " + Words.Or(instead) : "use an instance type of a newer family");
        return true;
    }

    private static void CheckHardware(
        JobAnalysisContext job, ProblemPlace place, string text, InstanceType? known, string? accelerator)
    {
        var image = job.TextOf("Image");
        if (known is { Architecture: "arm64" }
            && image is not null
            && image.IndexOf("arm64", StringComparison.Ordinal) < 0
            && accelerator is not null)
        {
            var others = Suggest(job.Project.Catalog, accelerator, known.Cpu);
            job.ReportWith(ResourcesRules.ImageHardware, place, others, "x86", text, "Arm", Words.Or(others));
            return;
        }

        var hardware = known?.Accelerator ?? HardwareOf(text);
        if (accelerator is null || accelerator == hardware) return;
        var suggested = Suggest(job.Project.Catalog, accelerator, known?.Cpu);
        job.ReportWith(
            ResourcesRules.ImageHardware, place, suggested, accelerator, text, hardware,
            suggested.Count > 0 ? Words.Or(suggested) : "one with this hardware");
    }

    /// <summary>The facts that the name of an unknown instance type shows.</summary>
    private static string HardwareOf(string name)
    {
        var family = InstanceTypeName.FamilyOf(name);
        return family.StartsWith("ml.gp", StringComparison.Ordinal) ? "PPU"
            : family.StartsWith("ml.g", StringComparison.Ordinal) || family.Contains("gn") ? "GPU"
            : "CPU";
    }
}

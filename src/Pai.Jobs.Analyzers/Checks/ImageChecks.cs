using System;
using System.Collections.Generic;
using Pai.Jobs.Analyzers.Catalog;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the image: that it is one, and that there is such a one where the catalog can tell.</summary>
internal static class ImageChecks
{
    private const int Offered = 3;

    /// <summary>The accelerator that the image is built for: CPU, GPU or PPU; null where it is not known.</summary>
    public static string? Check(JobAnalysisContext job)
    {
        CheckTwice(job);
        CheckMissing(job);
        if (job.TextOf("Image") is not { Length: > 0 } text) return FrameworkCheck.Check(job);
        if (ImageReference.Parse(text) is not { } image)
        {
            job.ReportWith(
                ResourcesRules.ImageReference, job.PlaceOf("Image"), ImageReference.Repair(text) is { } repaired ? [repaired] : [], text,
                ImageReference.ProblemOf(text));
            return null;
        }

        CheckRegion(job, image);
        var known = job.Project.Catalog.FindImage(image.Path);
        if (!image.HasDigest && image.Tag is null or "latest")
            job.ReportWith(
                ResourcesRules.LatestTag, job.PlaceOf("Image"), known is null ? TagsOf(job, image) : [], text,
                image.Tag is null ? "has no tag and thus means 'latest'" : "has the tag 'latest'");
        else if (known is null && !image.HasDigest) CheckKnown(job, image);
        return known?.Accelerator ?? (known is null && IsOfPai(job, image) ? AcceleratorOf(image.Tag) : null);
    }

    private static void CheckMissing(JobAnalysisContext job)
    {
        if (job.TextOf("Image") is { Length: > 0 }
            || job.TextOf("Framework") is { Length: > 0 }
            || InstanceTypeName.MeansLocal(job.TextOf("InstanceType"))
            || DefinitionParser.IsHalfTyped(job.Attribute)) return;
        job.ReportWith(ResourcesRules.NoImage, ProblemPlace.Attribute(job.Attribute), Suggest(job), job.Type.Name);
    }

    /// <summary>Images to begin with: the newest PyTorch ones for the hardware of the instance type.</summary>
    private static List<string> Suggest(JobAnalysisContext job)
    {
        var hardware = job.TextOf("InstanceType") is { } type ? job.Project.Catalog.FindType(type)?.Accelerator ?? "CPU" : "CPU";
        var found = new List<string>();
        foreach (var image in job.Project.Catalog.Images)
            if (image is { IsForTraining: true, IsArm: false, Framework: "PyTorch", Version: not null }
                && image.Accelerator == hardware
                && image.VersionTag.StartsWith(image.Version, StringComparison.Ordinal)) found.Add(image.Name);
        found.Sort(static (left, right) => VersionOf(right).CompareTo(VersionOf(left)) is var order and not 0
            ? order
            : string.CompareOrdinal(left, right));
        return found.GetRange(0, Math.Min(Offered, found.Count));
    }

    private static Version VersionOf(string reference)
    {
        var tag = reference.Substring(reference.LastIndexOf(':') + 1);
        var end = 0;
        while (end < tag.Length && tag[end] is (>= '0' and <= '9') or '.') end++;
        return Version.TryParse(tag.Substring(0, end), out var version) ? version : new();
    }

    /// <summary>An image, and a framework to find one by.</summary>
    private static void CheckTwice(JobAnalysisContext job)
    {
        if (job.TextOf("Framework") is { Length: > 0 } framework)
        {
            if (job.TextOf("Image") is { Length: > 0 })
                job.Report(
                    ResourcesRules.ImageAndFramework, job.PlaceOf("Framework"),
                    $"Image and Framework = \"{framework}\" are both set, and the framework is ignored: remove one of them");
            return;
        }

        if (job.Has("FrameworkVersion"))
            job.Report(
                ResourcesRules.ImageAndFramework, job.PlaceOf("FrameworkVersion"),
                "FrameworkVersion has no effect without Framework: set Framework, or remove FrameworkVersion");
        if (job.ValueOf<int>("Accelerator") != 0)
            job.Report(
                ResourcesRules.ImageAndFramework, job.PlaceOf("Accelerator"),
                "Accelerator has no effect without Framework: set Framework, or remove Accelerator");
    }

    private static void CheckRegion(JobAnalysisContext job, ImageReference image)
    {
        if (image.Region is not { } region
            || job.Tree is not { } tree
            || job.Project.RegionOf(tree) is not { } project
            || project == region) return;
        job.ReportWith(
            ResourcesRules.ImageRegion, job.PlaceOf("Image"), [image.In(project), image.In(ImageReference.RegionPlaceholder)], image.Text,
            region, project);
    }

    /// <summary>Only in repositories that PAI itself fills can the catalog tell that a tag looks wrong.</summary>
    private static void CheckKnown(JobAnalysisContext job, ImageReference image)
    {
        if (!IsOfPai(job, image)) return;
        var nearest = TagsOf(job, image);
        job.ReportWith(
            ResourcesRules.ImageUnknown, job.PlaceOf("Image"), nearest, image.Path,
            nearest.Count == 0 ? "choose one from the image list of PAI" : "did you mean " + Words.Or(PathsOf(nearest)) + "?");
    }

    private static bool IsOfPai(JobAnalysisContext job, ImageReference image)
    {
        if (!image.IsOnPaiHost) return false;
        foreach (var known in job.Project.Catalog.Images)
            if (known.Path.Length > image.Repository.Length
                && known.Path[image.Repository.Length] == ':'
                && known.Path.StartsWith(image.Repository, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>The references with the nearest tags of the same repository, for the same host.</summary>
    private static List<string> TagsOf(JobAnalysisContext job, ImageReference image)
    {
        var tags = new List<string>();
        foreach (var known in job.Project.Catalog.Images)
            if (known.Path.StartsWith(image.Repository + ":", StringComparison.Ordinal))
                tags.Add(known.Path.Substring(image.Repository.Length + 1));
        var nearest = Nearest.Find(image.Tag ?? "", tags, Offered);
        if (nearest.Count == 0)
        {
            // None is near: the latest ones, as far as their names tell.
            tags.Sort(static (left, right) => string.CompareOrdinal(right, left));
            nearest = tags.GetRange(0, Math.Min(Offered, tags.Count));
        }

        return nearest.ConvertAll(tag => image.WithPath(image.Repository + ":" + tag));
    }

    private static IEnumerable<string> PathsOf(List<string> references)
    {
        foreach (var reference in references) yield return reference.Substring(reference.LastIndexOf(':') + 1);
    }

    /// <summary>The accelerator that a tag names.</summary>
    private static string? AcceleratorOf(string? tag) =>
        tag is null ? null
        : tag.Contains("-ppu-") ? "PPU"
        : tag.Contains("-gpu-") || tag.Contains("-cu1") || tag.Contains("-cuda") ? "GPU"
        : tag.Contains("-cpu-") ? "CPU"
        : null;
}

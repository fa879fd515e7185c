using System;
using System.Collections.Generic;
using Pai.Jobs.Analyzers.Catalog;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks that PAI has an image for the framework, its version and the accelerator.</summary>
internal static class FrameworkCheck
{
    private const int Offered = 3;

    /// <summary>The accelerator of the framework's image; null where it is not specified.</summary>
    public static string? Check(JobAnalysisContext job)
    {
        if (job.TextOf("Framework") is not { Length: > 0 } framework) return null;
        var accelerator = job.ValueOf<int>("Accelerator") switch
        {
            1 => "CPU",
            2 => "GPU",
            3 => "PPU",
            _ => null,
        };

        var images = new List<KnownImage>();
        var frameworks = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var image in job.Project.Catalog.Images)
        {
            if (!image.IsForTraining || image.Framework is not { } name) continue;
            frameworks.Add(name);
            if (name == framework) images.Add(image);
        }

        if (images.Count == 0)
        {
            var nearest = Nearest.Find(framework, frameworks, 1);
            job.ReportWith(
                ResourcesRules.FrameworkUnknown, job.PlaceOf("Framework"), nearest,
                $"PAI has no images for \"{framework}\": "
                    + $"{(nearest.Count > 0 ? $"did you mean \"{nearest[0]}\"?" : "use " + Words.OrPlain(frameworks))}");
            return accelerator;
        }

        return CheckVersion(job, framework, images, accelerator);
    }

    private static string? CheckVersion(JobAnalysisContext job, string framework, List<KnownImage> images, string? accelerator)
    {
        var version = job.TextOf("FrameworkVersion");
        if (version is null or "" or "latest") version = null;
        var versions = new SortedSet<string>(StringComparer.Ordinal);
        var accelerators = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            if (image.Version is { } known) versions.Add(known);
            if ((version is null || image.Version == version || image.VersionTag == version) && image.Accelerator is { } hardware)
                accelerators.Add(hardware);
        }

        if (version is not null && accelerators.Count == 0)
        {
            var nearest = Nearest.Find(version, versions, Offered);
            job.ReportWith(
                ResourcesRules.FrameworkUnknown, job.PlaceOf("FrameworkVersion"), nearest,
                $"PAI has no image for {framework} {version}: "
                    + $"{(nearest.Count > 0 ? "did you mean " + Words.Or(nearest) + "?" : "use " + Words.OrPlain(versions))}");
            return null;
        }

        // Without an accelerator, the image for CPU is taken.
        var wanted = accelerator ?? "CPU";
        if (accelerators.Count == 0 || accelerators.Contains(wanted)) return wanted;
        job.ReportWith(
            ResourcesRules.FrameworkUnknown, job.PlaceOf(accelerator is null ? "Framework" : "Accelerator"), [.. NamesOf(accelerators)],
            $"PAI has no image for {framework}{(version is null ? "" : " " + version)} on "
                + $"{wanted}{(accelerator is null ? ", the default accelerator" : "")}: "
                + $"set Accelerator to {string.Join(" or ", NamesOf(accelerators))}");
        return null;
    }

    private static IEnumerable<string> NamesOf(IEnumerable<string> accelerators)
    {
        foreach (var name in accelerators) yield return "Accelerator." + name[0] + name.Substring(1).ToLowerInvariant();
    }
}

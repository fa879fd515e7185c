using System;
using Pai.Jobs.Analyzers.Catalog;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks that the source folder is one that every machine has, and that the project has its files.</summary>
internal static class SourceDirChecks
{
    private const string Argument = "SourceDir";

    public static void Check(JobAnalysisContext job)
    {
        if (job.TextOf(Argument) is not { } folder) return;
        if (folder.StartsWith("oss://", StringComparison.Ordinal))
        {
            if (LocationProblem.OfOss(folder) is { } wrong)
                job.Report(CommandRules.AbsoluteSourceDir, job.PlaceOf(Argument), folder, $"is not a valid OSS location: {wrong}");
            return;
        }

        if (ProblemOf(folder) is { } problem) job.Report(CommandRules.AbsoluteSourceDir, job.PlaceOf(Argument), folder, problem);
        // The program's own folder is beside it by itself.
        else if (JobSources.Relative(folder) is not "." and var path
            && job.Project.Sources.IsComplete
            && job.Project.Sources.Below(folder).Count == 0) CheckItems(job, folder, path);
    }

    private static void CheckItems(JobAnalysisContext job, string folder, string path)
    {
        var nearest = Nearest.Find(path, job.Project.Sources.Paths(), 1);
        job.ReportWith(
            CommandRules.SourceDirNotInProject, job.PlaceOf(Argument), nearest, folder,
            nearest.Count > 0 ? $"did you mean \"{nearest[0]}\"?"
                : $"add <PaiJobSource Include=\"{path}/**\" /> to the project, which copies the folder to its output");
    }

    private static string? ProblemOf(string folder) =>
        folder.Trim().Length == 0 ? "is empty: remove the argument if the job has no source code"
        : folder.Contains("://") ? "is neither a path nor an OSS location: write a path relative to the project, or an oss:// location"
        : folder.IndexOf('\0') >= 0 ? "contains a NUL character, which a path cannot: remove it"
        : folder[0] is '/' or '\\' or '~' || (folder.Length > 1 && folder[1] == ':')
            ? "is specific to this machine: write a path relative to the project"
        : null;
}

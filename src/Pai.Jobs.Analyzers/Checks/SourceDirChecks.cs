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
                : $"add <PaiJobSource Include=\"{path}/**\" /> to the project, so that the folder is beside the program");
    }

    private static string? ProblemOf(string folder) =>
        folder.Trim().Length == 0 ? "is empty: leave it out when the job has no code of its own"
        : folder.Contains("://") ? "is neither on this machine nor on OSS: write a path, or an oss:// location"
        : folder.IndexOf('\0') >= 0 ? "has a NUL character, which no path can have"
        : folder[0] is '/' or '\\' or '~' || (folder.Length > 1 && folder[1] == ':')
            ? "is a place of this machine: write a path relative to the project"
        : null;
}

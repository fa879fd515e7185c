using System;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the project that a job's code is published from, as far as its path tells.</summary>
internal static class SourceProjectChecks
{
    private const string Argument = "SourceProject";

    private static readonly string[] s_notProjects = [".sln", ".slnx", ".slnf", ".dll", ".exe", ".cs", ".py", ".sh", ".json"];

    public static void Check(JobAnalysisContext job)
    {
        if (job.TextOf(Argument) is not { } project) return;
        if (job.TextOf("SourceDir") is { } folder)
            job.Report(CommandRules.SourceDirAndProject, job.PlaceOf(Argument), folder, project);
        if (ProblemOf(project) is { } problem) job.Report(CommandRules.SourceProject, job.PlaceOf(Argument), project, problem);
    }

    private static string? ProblemOf(string project) =>
        project.Trim().Length == 0 ? "is empty: write \".\" for the record's own project"
        : project.Contains("://") ? "is not a path: write the path of a project, relative to the record's own one"
        : project.IndexOf('\0') >= 0 ? "contains a NUL character, which a path cannot: remove it"
        : project[0] is '/' or '\\' or '~' || (project.Length > 1 && project[1] == ':')
            ? "is specific to this machine: write a path relative to the record's own project"
        : Array.Exists(s_notProjects, e => project.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            ? "is not a project: write the path of a .csproj file, or of its folder"
        : null;
}

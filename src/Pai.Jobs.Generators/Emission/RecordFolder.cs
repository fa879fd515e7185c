using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Emission;

/// <summary>
/// The folder of the project. It is on the machine that builds, so that it is written only for a job that begins there: one with a
/// <c>SourceProject</c>.
/// </summary>
internal static class RecordFolder
{
    /// <summary>The folder; null where the build does not tell it.</summary>
    public static string? Of(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue("build_property.MSBuildProjectDirectory", out var folder) && folder.Length > 0 ? folder : null;

    /// <summary>The job, with the folder in its definition where it needs it.</summary>
    public static JobModel In(JobModel job, string? folder)
    {
        if (folder is null) return job;
        var lines = new List<string>();
        var isNeeded = false;
        foreach (var line in job.Definition)
        {
            lines.Add(line);
            if (!line.StartsWith("SourceProject = ", StringComparison.Ordinal)) continue;
            lines.Add("ProjectDirectory = " + Literal.Of(folder));
            isNeeded = true;
        }

        return isNeeded ? job with { Definition = new(lines.ToArray()) } : job;
    }
}

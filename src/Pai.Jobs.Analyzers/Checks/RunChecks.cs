using System.Globalization;
using System.Text.RegularExpressions;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the name of runs, the Python requirements, and where outputs go.</summary>
internal static class RunChecks
{
    private const int MaxBaseLength = SubmissionLimits.MaxJobNameLength - SubmissionLimits.JobNameSuffixLength;
    private static readonly Regex s_name = new(SubmissionLimits.JobNamePattern, RegexOptions.CultureInvariant);
    private static readonly Regex s_notInName = new(SubmissionLimits.NotInJobNamePattern, RegexOptions.CultureInvariant);

    public static void Check(JobAnalysisContext job)
    {
        CheckName(job);
        CheckRequirements(job);
        if (job.TextOf("OutputPath") is { } path && LocationLiteral.ProblemOf(path, KnownNames.DataLocation) is { } problem)
            LocationChecks.Report(job, job.PlaceOf("OutputPath").GetLocation(), problem, path, KnownNames.DataLocation);
    }

    private static void CheckRequirements(JobAnalysisContext job)
    {
        var list = job.ListOf("Requirements");
        for (var i = 0; i < list.Length; i++)
        {
            var text = list[i].Value as string;
            if (RequirementLine.ProblemOf(text) is not { } problem) continue;
            var repaired = RequirementLine.Repair(text);
            job.Report(
                ResourcesRules.Requirement, job.LocationOfElement("Requirements", i), repaired is null ? [] : [repaired], text ?? "null",
                repaired is null ? problem : $"{problem}; did you mean \"{repaired}\"?");
        }
    }

    private static void CheckName(JobAnalysisContext job)
    {
        if (job.TextOf("BaseJobName") is { } text)
        {
            if (text.Length is 0 or > MaxBaseLength)
                job.Report(
                    ResourcesRules.JobName, job.PlaceOf("BaseJobName"), Shorten(text),
                    $"it has {Text(text.Length)} characters, use 1 to {Text(MaxBaseLength)}");
            else if (!s_name.IsMatch(text))
                ReportCharacters(job, text, s_notInName.Replace(text, "_"));
            return;
        }

        // The default is the record's own name, which in C# may have other letters.
        var name = SnakeCase.Of(job.Type.Name);
        if (!s_name.IsMatch(name) || name.Length > MaxBaseLength)
            job.Report(
                ResourcesRules.JobName, ProblemPlace.Name(job.Type), Shorten(name),
                $"it comes from the record's name; set BaseJobName to at most {Text(MaxBaseLength)} letters, digits, '_', '.' and '-'");
    }

    private static void ReportCharacters(JobAnalysisContext job, string text, string valid) =>
        job.ReportWith(
            ResourcesRules.JobName, job.PlaceOf("BaseJobName"), [valid], text,
            $"use only letters, digits, '_', '.' and '-'; did you mean \"{valid}\"?");

    private static string Shorten(string text) => text.Length <= 60 ? text : text.Substring(0, 60) + "...";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

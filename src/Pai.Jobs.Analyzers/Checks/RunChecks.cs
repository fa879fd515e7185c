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
        foreach (var requirement in job.ListOf("Requirements"))
        {
            var text = requirement.Value as string;
            if (string.IsNullOrWhiteSpace(text) || text!.IndexOfAny(['\r', '\n', '\0']) >= 0)
                job.Report(ResourcesRules.Requirement, job.PlaceOf("Requirements"), text ?? "null");
        }

        if (job.TextOf("OutputPath") is { } path && LocationLiteral.ProblemOf(path, KnownNames.DataLocation) is { } problem)
            job.Report(ChannelsRules.Location, job.PlaceOf("OutputPath"), problem);
    }

    private static void CheckName(JobAnalysisContext job)
    {
        if (job.TextOf("BaseJobName") is { } text)
        {
            if (text.Length is 0 or > MaxBaseLength)
                job.Report(
                    ResourcesRules.JobName, job.PlaceOf("BaseJobName"), Shorten(text),
                    $"it has {Text(text.Length)} characters, and may have 1 to {Text(MaxBaseLength)}");
            else if (!s_name.IsMatch(text))
                job.ReportWith(
                    ResourcesRules.JobName, job.PlaceOf("BaseJobName"), [s_notInName.Replace(text, "_")], text,
                    "it may have letters, digits, '_', '.' and '-' only");
            return;
        }

        // The default is the record's own name, which in C# may have other letters.
        var name = SnakeCase.Of(job.Type.Name);
        if (!s_name.IsMatch(name) || name.Length > MaxBaseLength)
            job.Report(
                ResourcesRules.JobName, ProblemPlace.Name(job.Type), Shorten(name),
                "it is made from the record's name: set BaseJobName to one with letters, digits, '_', '.' and '-' only");
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text.Substring(0, 60) + "...";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

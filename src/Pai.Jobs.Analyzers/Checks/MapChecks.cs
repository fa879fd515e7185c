using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Pai.Jobs.Analyzers.Catalog;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks environment variables, labels and settings.</summary>
internal static class MapChecks
{
    /// <summary>The members of PAI-DLC's JobSettings; source: its API of 2020-12-03.</summary>
    private static readonly string[] s_settings =
    [
        "AdvancedSettings", "AllocateAllRDMADevices", "AllowUnschedulableNodes", "BusinessUserId", "Caller", "DataJuicerConfig",
        "DisableEcsStockCheck", "Driver", "ElasticSpotJobMaxRestartTimes", "EnableCPUAffinity", "EnableDSWDev",
        "EnableErrorMonitoringInAIMaster", "EnableOssAppend", "EnableRDMA", "EnableSanityCheck", "EnableTideResource",
        "ErrorMonitoringArgs", "JobReservedMinutes", "JobReservedPolicy", "ModelConfig", "OversoldType", "PipelineId", "SanityCheckArgs",
        "Shell", "Tags", "TerminationGracePeriodSeconds",
    ];

    private static readonly Regex s_variable = new(SubmissionLimits.VariablePattern, RegexOptions.CultureInvariant);
    private static readonly Regex s_notInVariable = new("[^A-Za-z0-9_]", RegexOptions.CultureInvariant);

    public static void Check(JobAnalysisContext job)
    {
        HashSet<string>? seen = null;
        var labels = 0;
        foreach (var attribute in job.Type.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: KnownNames.EnvironmentVariable or KnownNames.Label or KnownNames.Setting } kind
                || !RecordParser.IsOurs(kind)) continue;
            if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive } first, ..]) continue;
            var name = first.Value as string;
            var value = attribute.ConstructorArguments is [_, { Kind: TypedConstantKind.Primitive, Value: string text }] ? text : null;
            var isNew = (seen ??= new(StringComparer.Ordinal)).Add(kind.Name + " " + name);
            switch (kind.Name)
            {
                case KnownNames.EnvironmentVariable:
                    CheckVariable(job, attribute, name, value, isNew);
                    break;
                case KnownNames.Label:
                    CheckLabel(job, attribute, name, value, isNew, ++labels);
                    break;
                default:
                    CheckSetting(job, attribute, name, value, isNew);
                    break;
            }
        }
    }

    private static void CheckVariable(JobAnalysisContext job, AttributeData attribute, string? name, string? value, bool isNew)
    {
        if (name is null || !s_variable.IsMatch(name))
            Report(
                "name", $"\"{name}\" is not a valid variable name: use letters, digits and '_', not starting with a digit",
                Repair(name));
        else if (name.StartsWith("PAI_", StringComparison.Ordinal))
            Report("name", $"\"{name}\" starts with PAI_, which is reserved for the container: use another name");
        else if (!isNew) Report("name", $"\"{name}\" is set twice: remove one");
        CheckValue(name, value);

        void CheckValue(string? name, string? value)
        {
            var reference = attribute.NamedArguments.FirstOrDefault(a => a.Key == "SecretReference").Value.Value as string;
            if (attribute.ConstructorArguments.Length == 2)
            {
                if (value is null || value.IndexOf('\0') >= 0)
                    Report("value", $"the value of \"{name}\" is null or contains a NUL character: use another value");
                if (reference is not null)
                    Report("SecretReference", $"\"{name}\" has both a value and a SecretReference: remove one of them");
            }
            else if (!SecretReference.IsValid(reference))
            {
                Report(
                    reference is null ? "name" : "SecretReference",
                    reference is null
                        ? $"\"{name}\" has no value: add one, or set SecretReference to env:NAME, file:PATH or user-secrets:ID#KEY"
                        : $"\"{reference}\" is not a valid reference to a secret: write env:NAME, file:PATH or user-secrets:ID#KEY");
            }
        }

        void Report(string argument, string problem, params string[] replacements) =>
            job.ReportWith(
                ResourcesRules.EnvironmentName, ProblemPlace.Argument(attribute, argument, argument == "name" ? 0 : 1), replacements,
                problem);
    }

    private static string[] Repair(string? name)
    {
        var valid = s_notInVariable.Replace(name ?? "", "_");
        if (valid.Length > 0 && valid[0] is >= '0' and <= '9') valid = "_" + valid;
        return valid.Trim('_').Length == 0 ? [] : [valid];
    }

    private static void CheckLabel(JobAnalysisContext job, AttributeData attribute, string? name, string? value, bool isNew, int count)
    {
        if (count == SubmissionLimits.MaxLabels + 1)
            Report("name", $"the job has more than {Text(SubmissionLimits.MaxLabels)} labels: remove some");
        if (name is null or { Length: 0 or > SubmissionLimits.MaxLabelLength })
            Report("name", $"the name has {Text(name?.Length ?? 0)} characters: use 1 to {Text(SubmissionLimits.MaxLabelLength)}");
        else if (name.StartsWith("aliyun", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("acs:", StringComparison.OrdinalIgnoreCase))
            Report("name", $"\"{name}\" starts with aliyun or acs:, which the service reserves: use another name");
        else if (name.Contains("://")) Report("name", $"\"{name}\" contains a URL (://), which the service rejects: remove it");
        else if (!isNew) Report("name", $"\"{name}\" is set twice: remove one");
        if (value is null or { Length: > SubmissionLimits.MaxLabelLength })
            Report("value", $"the value of \"{name}\" is null or too long: use at most {Text(SubmissionLimits.MaxLabelLength)} characters");
        else if (value.Contains("://")) Report("value", $"\"{value}\" contains a URL (://), which the service rejects: remove it");

        void Report(string argument, string problem) =>
            job.Report(ResourcesRules.Label, ProblemPlace.Argument(attribute, argument, argument == "name" ? 0 : 1), problem);
    }

    private static void CheckSetting(JobAnalysisContext job, AttributeData attribute, string? name, string? value, bool isNew)
    {
        if (Array.IndexOf(s_settings, name) < 0)
        {
            var nearest = Nearest.Find(name ?? "", s_settings, 1);
            Report(
                "name", $"\"{name}\" is not a known setting: "
                    + (nearest.Count > 0 ? $"did you mean \"{nearest[0]}\"?" : "use a member of PAI-DLC's JobSettings"),
                nearest.ToArray());
        }
        else if (!isNew)
        {
            Report("name", $"\"{name}\" is set twice: remove one");
        }

        if (string.IsNullOrWhiteSpace(value))
            Report("value", $"the value of \"{name}\" is empty: write it as JSON, such as true, 30 or a string in quotes");
        else if (!LooksLikeJson(value!.Trim()))
            Report("value", $"\"{value}\" is not valid JSON: write true, false, a number, an object, or a string in quotes");

        void Report(string argument, string problem, params string[] replacements) =>
            job.ReportWith(
                ResourcesRules.Setting, ProblemPlace.Argument(attribute, argument, argument == "name" ? 0 : 1), replacements, problem);
    }

    private static bool LooksLikeJson(string text) =>
        text is "true" or "false" or "null"
            || text[0] is '"' or '{' or '['
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

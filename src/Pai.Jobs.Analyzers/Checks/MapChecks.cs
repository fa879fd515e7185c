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
                "name", $"\"{name}\" is no name of an environment variable: use letters, digits and '_', not starting with a digit",
                Repair(name));
        else if (name.StartsWith("PAI_", StringComparison.Ordinal))
            Report("name", $"\"{name}\" starts with PAI_, which the container keeps for itself: use another name");
        else if (!isNew) Report("name", $"\"{name}\" is set twice: remove one");
        CheckValue(name, value);

        void CheckValue(string? name, string? value)
        {
            var reference = attribute.NamedArguments.FirstOrDefault(a => a.Key == "SecretReference").Value.Value as string;
            if (attribute.ConstructorArguments.Length == 2)
            {
                if (value is null || value.IndexOf('\0') >= 0)
                    Report("value", $"the value of \"{name}\" is null or has a NUL character, which no environment variable can carry");
                if (reference is not null)
                    Report("SecretReference", $"\"{name}\" has a value and a reference to a secret: remove one of them");
            }
            else if (!SecretReference.IsValid(reference))
            {
                Report(
                    reference is null ? "name" : "SecretReference",
                    reference is null
                        ? $"\"{name}\" has no value: give one, or set SecretReference to env:NAME, file:PATH or user-secrets:ID#KEY"
                        : $"\"{reference}\" is not a reference to a secret: write env:NAME, file:PATH or user-secrets:ID#KEY");
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
        if (count == SubmissionLimits.MaxLabels + 1) Report("name", $"there are more than {Text(SubmissionLimits.MaxLabels)}: remove some");
        if (name is null or { Length: 0 or > SubmissionLimits.MaxLabelLength })
            Report("name", $"a name has 1 to {Text(SubmissionLimits.MaxLabelLength)} characters, and this one {Text(name?.Length ?? 0)}");
        else if (name.StartsWith("aliyun", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("acs:", StringComparison.OrdinalIgnoreCase))
            Report("name", $"\"{name}\" starts with aliyun or acs:, which the service keeps for itself");
        else if (name.Contains("://")) Report("name", $"\"{name}\" has an address in it (://), which the service refuses");
        else if (!isNew) Report("name", $"\"{name}\" is set twice: remove one");
        if (value is null or { Length: > SubmissionLimits.MaxLabelLength })
            Report("value", $"a value has at most {Text(SubmissionLimits.MaxLabelLength)} characters, and is not null");
        else if (value.Contains("://")) Report("value", $"\"{value}\" has an address in it (://), which the service refuses");

        void Report(string argument, string problem) =>
            job.Report(ResourcesRules.Label, ProblemPlace.Argument(attribute, argument, argument == "name" ? 0 : 1), problem);
    }

    private static void CheckSetting(JobAnalysisContext job, AttributeData attribute, string? name, string? value, bool isNew)
    {
        if (Array.IndexOf(s_settings, name) < 0)
        {
            var nearest = Nearest.Find(name ?? "", s_settings, 1);
            Report(
                "name", $"\"{name}\" is no member of JobSettings{(nearest.Count > 0 ? $": did you mean \"{nearest[0]}\"?" : "")}",
                nearest.ToArray());
        }
        else if (!isNew)
        {
            Report("name", $"\"{name}\" is set twice: remove one");
        }

        if (string.IsNullOrWhiteSpace(value))
            Report("value", $"the value of \"{name}\" is empty: write it as JSON, like true, 30 or \"text\" in quotes");
        else if (!LooksLikeJson(value!.Trim()))
            Report("value", $"\"{value}\" is no JSON: write true, false, a number, an object, or a text in quotes of its own");

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

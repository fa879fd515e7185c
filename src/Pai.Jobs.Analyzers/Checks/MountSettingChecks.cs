using System;
using System.Collections.Generic;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks mount options and versions of data sets: both fit one kind of location, which the type of the property tells.</summary>
internal static class MountSettingChecks
{
    public static void Check(JobAnalysisContext job, IReadOnlyList<JobMember> members)
    {
        foreach (var member in members)
        {
            if (member.Model.Role == MemberRole.Parameter) continue;
            foreach (var argument in member.Attribute.NamedArguments)
                if (Arguments.ValueOf(argument.Value) is string text && ProblemOf(argument.Key, text, member) is { } problem)
                    job.Report(ChannelsRules.MountSettings, ProblemPlace.Argument(member.Attribute, argument.Key), problem);
        }
    }

    private static string? ProblemOf(string argument, string text, JobMember member)
    {
        var type = member.Symbol.Type.Name;
        var isAny = type == KnownNames.DataLocation;
        return argument switch
        {
            "DatasetVersion" when !isAny && type != KnownNames.DatasetId =>
                $"DatasetVersion applies only to datasets, but '{member.Symbol.Name}' is of type {type}: remove it, or use DatasetId",
            "DatasetVersion" when string.IsNullOrWhiteSpace(text) =>
                "DatasetVersion is empty: write a version such as \"v1\", or remove it for the service's default",
            "MountOptions" when !isAny && type != KnownNames.OssUri && type != KnownNames.LocalPath =>
                $"MountOptions applies only to data on OSS, but '{member.Symbol.Name}' is of type {type}: remove it",
            // JSON in full is the submission's to check: there is no parser here.
            "MountOptions" when !IsLikeObject(text.Trim()) =>
                $"MountOptions = \"{text}\" is not a JSON object: use the form {{\"mountType\":\"ossfs\"}}",
            _ => null,
        };
    }

    private static bool IsLikeObject(string text) =>
        text.Length > 1 && text.StartsWith("{", StringComparison.Ordinal) && text.EndsWith("}", StringComparison.Ordinal);
}

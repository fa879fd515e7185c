using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Pai.Jobs.Analyzers.Catalog;
using Pai.Jobs.Generators;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Finds variables of parameters and channels in a command that no member provides.</summary>
internal static class ContractVariableCheck
{
    private static readonly Regex s_variable = new(@"\$\{?(?<name>(?<prefix>PAI_(?:HPS|INPUT|OUTPUT)_)\w+)", RegexOptions.CultureInvariant);

    public static void Check(JobAnalysisContext job, CommandSyntax command)
    {
        foreach (var part in command.Parts)
        {
            if (part.Text.IndexOf("$", StringComparison.Ordinal) < 0) continue;
            foreach (Match match in s_variable.Matches(part.Text))
            {
                var name = match.Groups["name"];
                var names = NamesOf(job, match.Groups["prefix"].Value);
                if (names.Contains(name.Value)) continue;
                var nearest = Nearest.Find(name.Value, names, 1);
                var replacements = nearest.Count > 0 ? new[] { part.Replace(name.Index, name.Length, nearest[0]) } : [];
                job.Report(
                    CommandRules.ContractVariable, part.LocationOf(name.Index, name.Length), replacements, name.Value,
                    nearest.Count > 0 ? $"did you mean {nearest[0]}?"
                        : names.Count > 0 ? "there is " + string.Join(", ", names)
                        : "there is none of this kind");
            }
        }
    }

    private static List<string> NamesOf(JobAnalysisContext job, string prefix)
    {
        var names = new List<string>();
        var role = prefix switch
        {
            "PAI_INPUT_" => MemberRole.Input,
            "PAI_OUTPUT_" => MemberRole.Output,
            _ => MemberRole.Parameter,
        };
        foreach (var member in job.Members!)
            if (member.Model.Role == role) names.Add(prefix + ContractPaths.ToVariableSuffix(member.Name));
        return names;
    }
}

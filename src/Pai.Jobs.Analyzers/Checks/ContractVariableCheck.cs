using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Pai.Jobs.Analyzers.Catalog;
using Pai.Jobs.Generators;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Finds variables of parameters and channels in a command that no member provides.</summary>
internal static class ContractVariableCheck
{
    private const int MaxSlip = 2;

    /// <summary>The variables of the contract that do not depend on the job's members.</summary>
    private static readonly string[] s_common =
        ["PAI_HPS", "PAI_USER_ARGS", "PAI_CONFIG_DIR", "PAI_WORKING_DIR", "PAI_TRAINING_JOB_ID"];

    private static readonly Regex s_ofMember = new(@"\APAI_(?<kind>HPS|INPUT|OUTPUT)(?<rest>\w*)\z", RegexOptions.CultureInvariant);

    public static void Check(JobAnalysisContext job, CommandSyntax command)
    {
        var has = false;
        foreach (var part in command.Parts) has |= part.Text.IndexOf("$", StringComparison.Ordinal) >= 0;
        if (!has) return;

        foreach (var simple in command.Commands)
            if (simple.Program.Name is "." or "source") return;
        List<string>? known = null;
        foreach (var variable in ShellVariables.Of(command))
        {
            if (!variable.Name.StartsWith("PAI_", StringComparison.OrdinalIgnoreCase)) continue;
            known ??= NamesOf(job);
            if (known.Contains(variable.Name) || ShellVariables.IsSetOrTested(variable.Name, command)) continue;
            Report(job, variable, known);
        }
    }

    private static void Report(JobAnalysisContext job, ShellVariables.Variable variable, List<string> known)
    {
        var name = variable.Name;
        var ofMember = s_ofMember.Match(name);
        var prefix = ofMember.Success ? $"PAI_{ofMember.Groups["kind"].Value}_" : "";
        var sameKind = known.FindAll(n => n.StartsWith(prefix, StringComparison.Ordinal));
        var nearest = ofMember.Success && name.StartsWith(prefix, StringComparison.Ordinal)
            ? Nearest.Find(name, sameKind, 1)
            : Nearest.Find(name, known, 1).FindAll(n => EditDistance.Of(n, name) <= MaxSlip);
        // A variable of the platform, or of the image.
        if (!ofMember.Success && nearest.Count == 0) return;
        var replacements = nearest.Count > 0 ? new[] { variable.Part.Replace(variable.Start, name.Length, nearest[0]) } : [];
        job.Report(
            CommandRules.ContractVariable, variable.Part.LocationOf(variable.Start, name.Length), replacements, name,
            nearest.Count > 0 ? $"did you mean {nearest[0]}?"
                : sameKind.Count > 0 ? "use " + Words.OrPlain(sameKind)
                : "add the channel or parameter, or remove the variable");
    }

    private static List<string> NamesOf(JobAnalysisContext job)
    {
        var names = new List<string>(s_common);
        foreach (var member in job.Members!)
        {
            var prefix = member.Model.Role switch
            {
                MemberRole.Input => "PAI_INPUT_",
                MemberRole.Output => "PAI_OUTPUT_",
                _ => "PAI_HPS_",
            };
            names.Add(prefix + ContractPaths.ToVariableSuffix(member.Name));
        }

        return names;
    }
}

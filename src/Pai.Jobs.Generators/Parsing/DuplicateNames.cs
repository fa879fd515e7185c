using System;
using System.Collections.Generic;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Finds channels and parameters that the container could not tell apart.</summary>
internal static class DuplicateNames
{
    public static void Check(List<JobMember> members, ProblemSink problems)
    {
        foreach (var (role, prefix, rule) in new[]
        {
            (MemberRole.Input, "PAI_INPUT_", RuleIds.DuplicateChannel),
            (MemberRole.Output, "PAI_OUTPUT_", RuleIds.DuplicateChannel),
            (MemberRole.Parameter, "PAI_HPS_", RuleIds.DuplicateParameter),
        })
        {
            Dictionary<string, JobMember>? seen = null;
            foreach (var member in members)
            {
                if (member.Model.Role != role) continue;
                seen ??= new(StringComparer.Ordinal);
                var suffix = NameRules.ToVariableSuffix(member.Name);
                if (seen.TryGetValue(suffix, out var first)) problems.Error(rule, ProblemPlace.Name(member.Symbol), member.Name, first.Name, prefix + suffix);
                else seen.Add(suffix, member);
            }
        }
    }
}

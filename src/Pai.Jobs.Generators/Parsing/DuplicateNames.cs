using System.Collections.Generic;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Finds channels and parameters that the container could not tell apart.</summary>
internal static class DuplicateNames
{
    public static void Check(List<JobMember> members, ProblemReporter problems)
    {
        for (var i = 1; i < members.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                // Every character of a name becomes one of the variable's, so that most pairs differ in length already.
                var (member, first) = (members[i], members[j]);
                if (member.Model.Role != first.Model.Role || member.Name.Length != first.Name.Length) continue;
                var suffix = ContractPaths.ToVariableSuffix(member.Name);
                if (suffix != ContractPaths.ToVariableSuffix(first.Name)) continue;
                problems.ReportError(
                    RuleOf(member.Model.Role), ProblemPlace.Name(member.Symbol), member.Name, first.Name,
                    PrefixOf(member.Model.Role) + suffix,
                    member.Model.DisplayName, first.Model.DisplayName);
                break;
            }
        }
    }

    private static string RuleOf(MemberRole role) => role == MemberRole.Parameter ? RuleIds.DuplicateParameter : RuleIds.DuplicateChannel;

    private static string PrefixOf(MemberRole role) => role switch
    {
        MemberRole.Input => "PAI_INPUT_",
        MemberRole.Output => "PAI_OUTPUT_",
        _ => "PAI_HPS_",
    };
}

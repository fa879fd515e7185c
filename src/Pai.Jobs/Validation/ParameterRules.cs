using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Validation;

/// <summary>Names and texts of parameters.</summary>
internal static class ParameterRules
{
    public static void Check(JobSubmission job, List<JobProblem> problems)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in job.Parameters)
        {
            var subject = $"parameter \"{parameter.Name}\"";
            if (parameter.Name.Length == 0 || parameter.Name.AsSpan().ContainsAny(CharacterSets.NotInParameterName))
            {
                problems.Add(new(subject, "may have no white space, quote, = or NUL in its name."));
            }
            else if (!seen.TryAdd(ContractPaths.ToVariableSuffix(parameter.Name), parameter.Name))
            {
                problems.Add(new(
                    subject,
                    $"and \"{seen[ContractPaths.ToVariableSuffix(parameter.Name)]}\" both become "
                        + $"PAI_HPS_{ContractPaths.ToVariableSuffix(parameter.Name)}. Rename one."));
            }

            if (parameter.Text is not { } text) continue;
            if (text.Contains('\0', StringComparison.Ordinal))
                problems.Add(new(subject, "has a NUL character in its value, which no environment variable can carry."));
            if (!UnicodeText.IsValid(text))
                problems.Add(new(subject, "is not valid Unicode: half of a surrogate pair stands alone in its value."));
        }
    }
}

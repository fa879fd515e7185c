using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Validation;

/// <summary>References to secrets lead to a value that a variable can carry. The value itself is not kept.</summary>
internal static class SecretRules
{
    public static void Check(JobSubmission job, Func<string, string?> environment, List<JobProblem> problems)
    {
        foreach (var parameter in job.Parameters)
        {
            var variable = ContractPaths.ParameterVariable(parameter.Name);
            if (parameter.Secret is { } secret && Check(secret, variable, environment) is { } problem)
                problems.Add(new($"parameter \"{parameter.Name}\"", problem));
        }

        foreach (var (name, value) in job.Environment)
        {
            if (value?.Secret is { } secret && Check(secret, name, environment) is { } problem)
                problems.Add(new($"environment variable \"{name}\"", problem));
        }
    }

    private static string? Check(Secret secret, string variable, Func<string, string?> environment)
    {
        try
        {
            return VariableText.Check(variable, secret.ReadValue(environment)) is { } problem
                ? $"is the secret {secret}, which {problem}"
                : null;
        }
        catch (JobException e)
        {
            return e.Message;
        }
    }
}

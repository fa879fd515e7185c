using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Validation;

/// <summary>
/// References to secrets lead to a value that a variable can carry, and all variables together fit. The values themselves are not kept.
/// </summary>
internal static class SecretRules
{
    public static void Check(JobSubmission job, Func<string, string?> environment, List<JobProblem> problems)
    {
        long total = 0;
        foreach (var parameter in job.Parameters)
        {
            var variable = ContractPaths.ParameterVariable(parameter.Name);
            if (parameter.Secret is { } secret && Check(secret, variable, environment, ref total) is { } problem)
                problems.Add(new($"parameter \"{parameter.Name}\"", problem));
        }

        if (job.RegistryCredentials is { } registry)
        {
            if (string.IsNullOrWhiteSpace(registry.Username)) problems.Add(new("RegistryCredentials", "have no user name."));
            try
            {
                registry.Password.ReadValue(environment);
            }
            catch (JobException e)
            {
                problems.Add(new("RegistryCredentials", e.Message));
            }
        }

        foreach (var (name, value) in job.Environment)
        {
            if (value?.Text is { } text) total += VariableText.SizeOf(name, text);
            if (value?.Secret is { } secret && Check(secret, name, environment, ref total) is { } problem)
                problems.Add(new($"environment variable \"{name}\"", problem));
        }

        if (total > VariableText.MaxTotalBytes)
        {
            problems.Add(new(
                "Environment",
                $"takes {total} bytes in all its variables; {VariableText.MaxTotalBytes} are allowed, since Linux gives a process 2 MiB. "
                + "Put large values in a file of the source or an input."));
        }
    }

    /// <summary>A secret is in the environment of the shell that starts the job, and such a shell would drop or change it.</summary>
    private static string? Check(Secret secret, string variable, Func<string, string?> environment, ref long total)
    {
        if (ShellNames.IsReserved(variable)) return "is a secret in a variable that is reserved for shells. Give it another name.";
        try
        {
            var value = secret.ReadValue(environment);
            total += VariableText.SizeOf(variable, value);
            return VariableText.Check(variable, value) is { } problem
                ? $"is the secret {secret}, which {problem}"
                : null;
        }
        catch (JobException e)
        {
            return e.Message;
        }
    }
}

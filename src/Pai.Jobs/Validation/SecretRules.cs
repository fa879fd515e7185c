namespace Pai.Jobs.Internal.Validation;

/// <summary>References to secrets lead to a value. The value itself is not kept.</summary>
internal static class SecretRules
{
    public static void Check(JobSubmission job, List<JobProblem> problems)
    {
        foreach (var parameter in job.Parameters) Check($"parameter \"{parameter.Name}\"", parameter.Secret, problems);
        foreach (var (name, value) in job.Environment) Check($"environment variable \"{name}\"", value?.Secret, problems);
    }

    private static void Check(string subject, Secret? secret, List<JobProblem> problems)
    {
        if (secret is null) return;
        try
        {
            if (secret.ReadValue().Contains('\0', StringComparison.Ordinal))
            {
                problems.Add(new(
                    subject, $"is the secret {secret}, whose value has a NUL character, which no environment variable can carry."));
            }
        }
        catch (JobException e)
        {
            problems.Add(new(subject, e.Message));
        }
    }
}

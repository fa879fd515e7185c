using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Launch;

/// <summary>
/// The secrets of a job as environment variables. They are read when the job is submitted, and given to the platform, in no file.
/// </summary>
internal static class SecretVariables
{
    /// <summary>Their names.</summary>
    public static IEnumerable<string> NamesOf(JobSubmission job) =>
        job.Environment.Where(e => e.Value.Secret is not null).Select(e => e.Key)
            .Concat(job.Parameters.Where(p => p.Secret is not null).Select(p => ContractPaths.ParameterVariable(p.Name)))
            .Distinct(StringComparer.Ordinal);

    /// <summary>Their names and values.</summary>
    /// <param name="job">The job.</param>
    /// <param name="environment">Reads the variables that references name.</param>
    /// <exception cref="JobException">A secret cannot be read; the message names its reference.</exception>
    public static Dictionary<string, string> Of(JobSubmission job, Func<string, string?> environment)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in job.Environment)
            if (value.Secret is { } secret) variables[name] = secret.ReadValue(environment);
        foreach (var parameter in job.Parameters)
            if (parameter.Secret is { } secret) variables[ContractPaths.ParameterVariable(parameter.Name)] = secret.ReadValue(environment);
        return variables;
    }
}

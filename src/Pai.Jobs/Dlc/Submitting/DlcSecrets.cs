using Pai.Jobs.Internal.Launch;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The secrets of a job, read when it is submitted. Not a record: its string form would show them.</summary>
internal sealed class DlcSecrets
{
    private DlcSecrets(Dictionary<string, string> variables, string? registryPassword) =>
        (Variables, RegistryPassword) = (variables, registryPassword);

    /// <summary>By variable.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    public string? RegistryPassword { get; }

    /// <summary>All of them, which no message may have.</summary>
    public IReadOnlyCollection<string> Values => RegistryPassword is null ? [.. Variables.Values] : [.. Variables.Values, RegistryPassword];

    /// <exception cref="JobException">A secret cannot be read; the message names its reference.</exception>
    public static DlcSecrets Read(JobSubmission job, Func<string, string?> environment) => new(
        SecretVariables.Of(job, environment), job.RegistryCredentials?.Password.ReadValue(environment));
}

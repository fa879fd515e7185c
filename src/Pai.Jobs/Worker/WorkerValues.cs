using System.Text.Json;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Secrets;

namespace Pai.Jobs.Internal.Worker;

/// <summary>
/// The values of this job: from <c>job.json</c> where the launch script has it, else from <c>hyperparameters.json</c> and the variables.
/// </summary>
internal static class WorkerValues
{
    public static JobReader Read(JobDefinition definition, Func<string, string?> environment)
    {
        var folder = environment("PAI_CONFIG_DIR") is { Length: > 0 } configured ? configured : ContractPaths.Config;
        if (!Directory.Exists(folder))
        {
            throw new JobReadException(
                $"This process is not a job: there is no config folder {folder} (PAI_CONFIG_DIR). FromEnvironment works inside a job only; "
                + "build the record with its values, and call RunAsync.");
        }

        try
        {
            var jobFile = Path.Combine(folder, JobConfigFile.FileName);
            return File.Exists(jobFile) ? FromJobFile(jobFile, definition, environment) : FromVariables(folder, definition, environment);
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new JobReadException($"The config folder {folder} cannot be read: {e.Message}", e);
        }
    }

    private static JobReader FromJobFile(string path, JobDefinition definition, Func<string, string?> environment)
    {
        var file = JobConfigFile.Read(path);
        return new(
            definition.RecordName,
            path,
            file.Inputs.ToDictionary(i => i.Key, i => Channel("PAI_INPUT_", i.Key, i.Value)),
            file.Outputs.ToDictionary(o => o.Key, o => Channel("PAI_OUTPUT_", o.Key, o.Value)),
            WithSecrets(file.Parameters, definition, environment))
        { IsInsideJob = true };

        // The variable wins: where paths cannot be as in the container, it has the real one.
        DataLocation Channel(string prefix, string name, JobConfigFile.ChannelEntry entry) =>
            At(entry.Uri, environment(prefix + ContractPaths.ToVariableSuffix(name)) is { Length: > 0 } real ? real : entry.Path);
    }

    private static JobReader FromVariables(string folder, JobDefinition definition, Func<string, string?> environment)
    {
        var parametersFile = Path.Combine(folder, HyperparametersFile.FileName);
        var parameters = File.Exists(parametersFile) ? HyperparametersFile.Read(File.ReadAllText(parametersFile)) : [];
        return new(
            definition.RecordName,
            $"{parametersFile} and the PAI_* variables",
            Channels("PAI_INPUT_", definition.Inputs.Select(i => i.Name)),
            Channels("PAI_OUTPUT_", definition.Outputs.Select(o => o.Name)),
            WithSecrets(parameters, definition, environment))
        { IsInsideJob = true };

        Dictionary<string, DataLocation> Channels(string prefix, IEnumerable<string> names)
        {
            var channels = new Dictionary<string, DataLocation>(StringComparer.Ordinal);
            foreach (var name in names)
                if (environment(prefix + ContractPaths.ToVariableSuffix(name)) is { Length: > 0 } path) channels[name] = At(null, path);
            return channels;
        }
    }

    /// <summary>A location with its path here. PAI's own platform tells only the path: then that is all there is to know.</summary>
    private static DataLocation At(string? location, string path) =>
        location is not null && DataLocation.TryParse(location, out var given) ? given.WithFilePath(path) : LocalPath.Parse(path);

    /// <summary>A secret is in its variable only, and the record gets a reference to that.</summary>
    private static Dictionary<string, string> WithSecrets(
        IReadOnlyDictionary<string, string> parameters, JobDefinition definition, Func<string, string?> environment)
    {
        var all = new Dictionary<string, string>(parameters, StringComparer.Ordinal);
        foreach (var secret in definition.Parameters.Where(p => p.IsSecret))
        {
            var variable = ContractPaths.ParameterVariable(secret.Name);
            if (environment(variable) is not null) all[secret.Name] = SecretReference.EnvironmentPrefix + variable;
            else all.Remove(secret.Name);
        }

        return all;
    }
}

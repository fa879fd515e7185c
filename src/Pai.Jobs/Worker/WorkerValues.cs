using System.Text.Json;

namespace Pai.Jobs;

/// <summary>The values of this job: from <c>job.json</c> where the launch script wrote it, else from <c>hyperparameters.json</c> and the variables.</summary>
internal sealed record WorkerValues(
    IReadOnlyDictionary<string, WorkerChannel> Inputs,
    IReadOnlyDictionary<string, WorkerChannel> Outputs,
    IReadOnlyDictionary<string, string> Parameters,
    string Source)
{
    public static WorkerValues Read(JobDefinition definition, Func<string, string?> environment)
    {
        var folder = environment("PAI_CONFIG_DIR") is { Length: > 0 } configured ? configured : ContractPaths.Config;
        if (!Directory.Exists(folder))
            throw new JobEnvironmentException($"This process is no job: there is no config folder {folder} (PAI_CONFIG_DIR). FromEnvironment works inside a job only; build the record with its values, and call RunAsync.");
        try
        {
            var jobFile = Path.Combine(folder, JobConfigFile.FileName);
            return File.Exists(jobFile) ? FromJobFile(jobFile, environment) : FromVariables(folder, definition, environment);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new JobEnvironmentException($"The config folder {folder} cannot be read: {e.Message}", e);
        }
    }

    private static WorkerValues FromJobFile(string path, Func<string, string?> environment)
    {
        var file = JsonSerializer.Deserialize(File.ReadAllText(path), JobConfigJson.Default.JobConfigFile) ?? throw new JsonException($"{path} is empty.");
        if (!IsComplete(file)) throw new JsonException($"{path} lacks a channel's uri or path, or has a null where a value belongs.");
        return new(
            file.Inputs.ToDictionary(i => i.Key, i => Channel("PAI_INPUT_", i.Key, i.Value)),
            file.Outputs.ToDictionary(o => o.Key, o => Channel("PAI_OUTPUT_", o.Key, o.Value)),
            file.Parameters,
            path);

        // The variable wins: where paths cannot be as in the container, it has the real one.
        WorkerChannel Channel(string prefix, string name, JobConfigFile.ChannelEntry entry) =>
            new(entry.Uri, environment(prefix + ContractPaths.ToVariableSuffix(name)) is { Length: > 0 } real ? real : entry.Path);
    }

    // The serializer lets nulls through, whatever the types say.
    private static bool IsComplete(JobConfigFile file) =>
        file is { Inputs: not null, Outputs: not null, Parameters: not null }
        && file.Inputs.Values.Concat(file.Outputs.Values).All(c => c is { Uri: not null, Path: not null })
        && file.Parameters.Values.All(text => text is not null);

    private static WorkerValues FromVariables(string folder, JobDefinition definition, Func<string, string?> environment)
    {
        var parametersFile = Path.Combine(folder, HyperparametersFile.FileName);
        return new(
            Channels("PAI_INPUT_", definition.Inputs.Select(i => i.Name)),
            Channels("PAI_OUTPUT_", definition.Outputs.Select(o => o.Name)),
            File.Exists(parametersFile) ? HyperparametersFile.Read(File.ReadAllText(parametersFile)) : new Dictionary<string, string>(),
            $"{parametersFile} and the PAI_* variables");

        Dictionary<string, WorkerChannel> Channels(string prefix, IEnumerable<string> names)
        {
            var channels = new Dictionary<string, WorkerChannel>(StringComparer.Ordinal);
            foreach (var name in names)
                if (environment(prefix + ContractPaths.ToVariableSuffix(name)) is { Length: > 0 } path) channels[name] = new(null, path);
            return channels;
        }
    }
}

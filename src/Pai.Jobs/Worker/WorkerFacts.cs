using System.Collections;
using System.Globalization;
using System.Text.Json;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Worker;

/// <summary>The facts about the running job, from the config folder and the environment variables.</summary>
internal sealed class WorkerFacts
{
    private readonly IReadOnlyDictionary<string, string> _environment;

    private WorkerFacts(IReadOnlyDictionary<string, string> environment) => _environment = environment;

    public string? RecordName { get; private init; }

    public string? JobName { get; private init; }

    public required IReadOnlyDictionary<string, WorkerInput> Inputs { get; init; }

    public required IReadOnlyDictionary<string, WorkerOutput> Outputs { get; init; }

    /// <summary>The names of the record's checkpoint channels.</summary>
    public required IReadOnlyList<string> Checkpoints { get; init; }

    /// <exception cref="JobReadException">There is no config folder, or it cannot be read.</exception>
    public static WorkerFacts Read(IReadOnlyDictionary<string, string>? given)
    {
        var environment = given ?? Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        var folder = environment.GetValueOrDefault("PAI_CONFIG_DIR") is { Length: > 0 } configured ? configured : ContractPaths.Config;
        if (!Directory.Exists(folder))
        {
            throw new JobReadException(
                $"This process is not a job: there is no config folder {folder} (PAI_CONFIG_DIR). JobContext works inside a job only; "
                + "in a test, set JobContextOptions.Environment.");
        }

        try
        {
            var path = Path.Combine(folder, JobConfigFile.FileName);
            var file = File.Exists(path) ? JobConfigFile.Read(path) : null;
            return new(environment)
            {
                RecordName = file?.Record,
                JobName = file?.JobName,
                Inputs = Channels("PAI_INPUT_", file?.Inputs, static (n, l, p) => new WorkerInput(n, l, p)),
                Outputs = Channels("PAI_OUTPUT_", file?.Outputs, static (n, l, p) => new WorkerOutput(n, l, p)),
                Checkpoints = [.. file?.Outputs.Where(o => o.Value.IsCheckpoint == true).Select(o => o.Key) ?? []],
            };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new JobReadException($"The config folder {folder} cannot be read: {e.Message}", e);
        }

        Dictionary<string, T> Channels<T>(
            string prefix, Dictionary<string, JobConfigFile.ChannelEntry>? entries, Func<string, DataLocation?, string, T> create)
        {
            // The platform's own variables have the names in upper case only.
            if (entries is null)
            {
                return environment.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal) && v.Value.Length > 0)
                    .ToDictionary(
                        v => v.Key[prefix.Length..], v => create(v.Key[prefix.Length..], null, v.Value), StringComparer.OrdinalIgnoreCase);
            }

            // The variable wins: where paths cannot be as in the container, it has the real one.
            return entries.ToDictionary(
                e => e.Key,
                e => create(
                    e.Key,
                    DataLocation.TryParse(e.Value.Uri, out var location) ? location : null,
                    Variable(prefix + ContractPaths.ToVariableSuffix(e.Key)) ?? e.Value.Path),
                StringComparer.Ordinal);

            string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        }
    }

    public string? Variable(string name) => _environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>A whole number of a variable.</summary>
    /// <exception cref="JobReadException">The variable has something else.</exception>
    public int? Number(string name, int least) => Variable(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number
        : throw new JobReadException($"The variable {name} is \"{text}\"; it must be a whole number of {least} or more.");
}

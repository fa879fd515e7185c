using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.JobFiles;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;
using Pai.Jobs.Internal.Running;
using Pai.Jobs.Internal.Submitting;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Replay;

/// <summary>The job of a run, as far as it is on record: it can be submitted again, with some values changed.</summary>
internal sealed class RunAgain
{
    /// <summary>The label of another run: the id of the one that it repeats.</summary>
    public const string OfLabel = "pai-jobs-replay-of";

    private readonly RecordedJob _record;

    private RunAgain(JobInfo original, RecordedJob record, JobFile file)
    {
        Original = original;
        _record = record;
        File = file;
    }

    /// <summary>The run.</summary>
    public JobInfo Original { get; }

    /// <summary>The job with its definition, values and options.</summary>
    public JobFile File { get; }

    /// <summary>The record.</summary>
    public RecordedJob Record => _record;

    /// <summary>The parameters with their types, defaults and rules, in the order of declaration.</summary>
    public IReadOnlyList<ParameterSchema> Parameters => File.Schema;

    /// <summary>
    /// The secrets that are not on record and must be given, as subjects: <c>parameter "token"</c>, <c>environment variable "KEY"</c>.
    /// </summary>
    public IReadOnlyList<string> MissingSecrets => _record.Values.UnrecordedSecrets;

    /// <summary>Reads the job of a run.</summary>
    /// <exception cref="JobNotFoundException">The run does not exist.</exception>
    /// <exception cref="JobNotSupportedException">The definition of its job is not on record.</exception>
    public static async Task<RunAgain> ReadAsync(JobRun run, CancellationToken cancellationToken)
    {
        var backend = run.Backend;
        var record = await backend.ReadRecordAsync(run.Id, cancellationToken).ConfigureAwait(false);
        if (record.Values.JobFile is not { } json)
        {
            throw new JobNotSupportedException(
                backend.Name,
                $"The definition of the job {run.Id} is not on record: it was submitted by an earlier version of Pai.Jobs, or without a "
                + "session. Submit it from its record.");
        }

        var file = RecordedJobFile.Read(json);
        return new(run.Info, record, new(file.Values, file.Options with { JobName = null, SubmitKey = null }, file.Schema));
    }

    /// <summary>The job with the changes, and its options.</summary>
    /// <exception cref="JobValidationException">A change is wrong, or a secret is missing; the exception lists all problems.</exception>
    public (JobFile File, RunOptions Options) With(RunChanges changes)
    {
        var problems = new List<JobProblem>();
        var definition = File.Definition;
        CheckNames("parameter", changes.Parameters.Keys, definition.Parameters.Select(p => p.Name), problems);
        CheckNames("input", changes.Inputs.Keys, definition.Inputs.Select(i => i.Name), problems);
        CheckNames("output", changes.Outputs.Keys, definition.Outputs.Select(o => o.Name), problems);
        CheckSecrets(changes, problems);
        var inputs = File.Inputs.ToDictionary(i => i.Name, i => Location("input", i.Name, i.Location, changes.Inputs, problems));
        var outputs = File.Outputs.ToDictionary(o => o.Name, o => Location("output", o.Name, o.Location, changes.Outputs, problems));
        var values = new JobValues(definition.With(
            [.. definition.Inputs.Select(i => WithSettingsOf(i, inputs[i.Name]))],
            [.. definition.Outputs.Select(o => WithSettingsOf(o, outputs[o.Name], changes))]));
        foreach (var (name, location) in inputs) values.Input(name, location);
        foreach (var (name, location) in outputs) values.Output(name, location);
        foreach (var parameter in File.Schema)
        {
            var value = Value(parameter, changes);
            // A secret that is not on record has its problem already.
            if (value is not null || !MissingSecrets.Contains($"parameter \"{parameter.Name}\"")) values.Add(parameter, value);
        }

        problems.AddRange(values.Problems);
        if (problems.Count > 0) throw new JobValidationException(definition.RecordName, problems);
        return (new(values, File.Options, File.Schema), OptionsOf(changes));
    }

    /// <summary>Looks up all that submitting the job again needs. Its retries do not apply, as in <see cref="SubmitAsync"/>.</summary>
    /// <exception cref="JobValidationException">A change is wrong, or a secret is missing.</exception>
    public Task<PreparedJob> PlanAsync(PaiSession session, RunChanges changes, CancellationToken cancellationToken)
    {
        var (file, options) = With(changes);
        return file.PlanAsync(session, options with { Unset = options.Unset | JobProperties.Retry }, cancellationToken);
    }

    /// <summary>Submits the job again.</summary>
    /// <exception cref="JobValidationException">A change is wrong, or a secret is missing; nothing is sent.</exception>
    public Task<JobRun> SubmitAsync(PaiSession session, RunChanges changes, CancellationToken cancellationToken)
    {
        var (file, options) = With(changes);
        return file.SubmitAsync(session, options, cancellationToken);
    }

    /// <summary>Plans it on a backend that no session has.</summary>
    internal Task<PreparedJob> PrepareAsync(
        JobBackend backend, RunChanges changes, Func<JobSubmission, JobSubmission> adapt, CancellationToken cancellationToken)
    {
        var (file, options) = With(changes);
        var job = new FileJob(file);
        var all = job.With(options);
        var submission = JobPlanner.Resolve(job.ToValues(), all, backend.Context);
        return backend.PrepareAsync(adapt(RecordedJobFile.Add(job, job.ToValues(), all, submission)), cancellationToken);
    }

    private RunOptions OptionsOf(RunChanges changes)
    {
        var labels = new Dictionary<string, string?>(changes.Labels) { [OfLabel] = Original.Id };
        // Those of its tries are the earlier run's own.
        foreach (var name in File.Definition.Labels.Keys.Where(JobTries.IsLabel)) labels[name] = null;
        return new()
        {
            Labels = labels,
            Environment = changes.Environment,
            Image = changes.Image,
            InstanceType = changes.InstanceType,
            SourceDir = changes.SourceDir,
            Unset = changes.Unset,
            Code = changes.SourceDir is null ? CodeOf() : null,
        };
    }

    /// <exception cref="JobException">The archive was removed.</exception>
    private RecordedCode? CodeOf()
    {
        var hasCode = File.Definition is not { SourceDir: null, SourceProject: null } && File.Options.CodeSourceId is null;
        return _record.Code is not null || !hasCode
            ? _record.Code
            : throw new JobException(
                $"The code of the job {Original.Id} is not there any more: it was cleaned up. Give a folder with the code.");
    }

    private void CheckSecrets(RunChanges changes, List<JobProblem> problems)
    {
        foreach (var subject in MissingSecrets)
        {
            if (subject == JobFileFolding.RegistryPassword)
            {
                // This machine has a login of its own.
                if (!changes.IsLocal) problems.Add(new(subject, "is not on record. Submit the job from its record."));
                continue;
            }

            var isGiven = changes.Parameters.Any(p => p.Value is not null && subject == $"parameter \"{p.Key}\"")
                || changes.Environment.Any(v => v.Value is not null && subject == $"environment variable \"{v.Key}\"");
            if (!isGiven)
                problems.Add(new(subject, "is a secret whose value is not on record. Give a reference to it, as in env:NAME."));
        }
    }

    private static void CheckNames(string kind, IEnumerable<string> given, IEnumerable<string> known, List<JobProblem> problems)
    {
        var names = known.ToList();
        foreach (var name in given.Where(n => !names.Contains(n)))
        {
            var advice = NearestName.Find(name, names) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";
            problems.Add(new($"{kind} \"{name}\"", $"is not declared by the job.{advice}"));
        }
    }

    private static DataLocation? Location(
        string kind, string name, DataLocation? recorded, IReadOnlyDictionary<string, string?> changes, List<JobProblem> problems)
    {
        if (!changes.TryGetValue(name, out var text)) return recorded;
        if (text is null) return null;
        if (DataLocation.TryParse(text, out var location, out var problem)) return location;
        problems.Add(new($"{kind} \"{name}\"", problem));
        return null;
    }

    /// <summary>The channel without the settings that are for another kind of location.</summary>
    private static InputDefinition WithSettingsOf(InputDefinition input, DataLocation? location) => input with
    {
        DatasetVersion = HasVersion(location) ? input.DatasetVersion : null,
        MountOptions = HasMountOptions(location) ? input.MountOptions : null,
    };

    private static OutputDefinition WithSettingsOf(OutputDefinition output, DataLocation? location, RunChanges changes)
    {
        var isNew = changes.Outputs.TryGetValue(output.Name, out var given) && given is null;
        return output with
        {
            Uri = isNew ? null : output.Uri,
            DatasetVersion = !isNew && HasVersion(location) ? output.DatasetVersion : null,
            MountOptions = HasMountOptions(location) ? output.MountOptions : null,
        };
    }

    private static bool HasVersion(DataLocation? location) => location is null or DatasetId;

    /// <summary>True where the data is on OSS: also at a new location, and files of this machine, which are uploaded.</summary>
    private static bool HasMountOptions(DataLocation? location) => location is null or OssUri or LocalPath;

    private ParameterValue? Value(ParameterSchema parameter, RunChanges changes)
    {
        if (!changes.Parameters.TryGetValue(parameter.Name, out var text))
            return File.Parameters.FirstOrDefault(p => p.Name == parameter.Name);
        if (text is null) return null;
        return parameter.Shape.Kind == ParameterKind.Secret && Secret.TryParse(text, out var secret)
            ? new(parameter.Name) { Secret = secret }
            : new(parameter.Name, text);
    }
}

using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Running;

namespace Pai.Jobs.Internal.JobFiles;

/// <summary>Joins a record's values and the options of a run to a job file.</summary>
internal static class JobFileFolding
{
    /// <summary>The subject of the password of a registry among secrets.</summary>
    public const string RegistryPassword = "RegistryCredentials.Password";

    public static JobFile Fold(JobValues values, RunOptions options, IReadOnlyList<ParameterSchema> schema)
    {
        var problems = new List<JobProblem>(values.Problems);
        var definition = Fold(JobPlanner.Base(values.Definition, options), options, problems);
        foreach (var (name, value) in definition.Environment) Check($"environment variable \"{name}\"", value.Secret);
        foreach (var parameter in values.Parameters) Check($"parameter \"{parameter.Name}\"", parameter.Secret);
        Check(RegistryPassword, options.RegistryCredentials?.Password);
        if (problems.Count > 0) throw new JobValidationException(values.Definition.RecordName, problems);
        return new(With(values, definition), Own(options), schema);

        void Check(string subject, Secret? secret)
        {
            if (secret is { IsInline: true })
                problems.Add(new(subject, "is a secret's value, which no job file may have. Give a reference, as in env:NAME."));
        }
    }

    /// <summary>The same for the record of a run: without the secrets that have no reference, which are listed.</summary>
    public static (JobFile File, IReadOnlyList<string> Unrecorded) Record(
        JobValues values, RunOptions options, IReadOnlyList<ParameterSchema> schema)
    {
        var unrecorded = new List<string>();
        // The planner reports what is wrong with the job, and it is not submitted.
        var definition = Fold(JobPlanner.Base(values.Definition, options), options, problems: []);
        var environment = definition.Environment.Where(v => IsRecorded($"environment variable \"{v.Key}\"", v.Value?.Secret));
        definition = definition.With(environment.ToDictionary(v => v.Key, v => v.Value));
        var all = With(values, definition, p => IsRecorded($"parameter \"{p.Name}\"", p.Secret));
        var own = Own(options);
        if (!IsRecorded(RegistryPassword, own.RegistryCredentials?.Password)) own = own with { RegistryCredentials = null };
        return (new(all, own, schema), unrecorded);

        bool IsRecorded(string subject, Secret? secret)
        {
            if (secret is not { IsInline: true }) return true;
            unrecorded.Add(subject);
            return false;
        }
    }

    private static RunOptions Own(RunOptions options) => new()
    {
        JobName = options.JobName,
        SubmitKey = options.SubmitKey,
        CodeSourceId = options.CodeSourceId,
        MaxCost = options.MaxCost,
        NodeResources = options.NodeResources,
        RegistryCredentials = options.RegistryCredentials is { } registry
            ? registry with { Password = registry.Password.FromCurrentDirectory() }
            : null,
        KeepLog = options.KeepLog,
        PassBaggage = options.PassBaggage,
    };

    private static JobValues With(JobValues values, JobDefinition definition, Func<ParameterValue, bool>? isTaken = null)
    {
        var all = new JobValues(definition);
        foreach (var input in values.Inputs) all.Input(input.Name, FromHere(input.Location));
        foreach (var output in values.Outputs) all.Output(output.Name, FromHere(output.Location));
        foreach (var parameter in values.Parameters.Where(isTaken ?? (_ => true)))
            all.Add(parameter.Secret is { } secret ? parameter with { Secret = secret.FromCurrentDirectory() } : parameter);
        return all;
    }

    /// <summary>A path from the current directory as a whole one: the file may be in another folder.</summary>
    private static DataLocation? FromHere(DataLocation? location) => location is LocalPath path ? LocalPath.Parse(path.FullPath) : location;

    /// <summary>The definition as the planner would have it: the run's options win, and what they replace is left out.</summary>
    private static JobDefinition Fold(JobDefinition record, RunOptions options, List<JobProblem> problems)
    {
        // Where the code is that of an earlier run, its source may be gone.
        var source = options.Code is null
            ? JobSource.Find(record, options, problems)
            : new JobSource(record.SourceDir, null, record.SourceProject);
        return new(record.RecordName, options.Command ?? record.Command)
        {
            BaseJobName = record.BaseJobName,
            SourceDir = source.Path ?? source.Uri?.ToString(),
            SourceProject = source.Project,
            Image = options.Image ?? (options.Framework is null ? record.Image : null),
            Framework = options.Framework ?? (options.Image is null ? record.Framework : null),
            FrameworkVersion = options.FrameworkVersion
                ?? (options.Image is null && options.Framework is null ? record.FrameworkVersion : null),
            Accelerator = options.Accelerator ?? record.Accelerator,
            InstanceType = options.InstanceType ?? (options.ResourceId is null ? record.InstanceType : null),
            InstanceCount = options.InstanceCount ?? record.InstanceCount,
            JobType = options.JobType ?? record.JobType,
            MaxRunTimeSeconds = options.MaxRunTime is { } time ? (int)Math.Ceiling(time.TotalSeconds) : record.MaxRunTimeSeconds,
            OutputPath = options.OutputPath is { } path ? Absolute(path.ToString()) : Absolute(record.OutputPath),
            Requirements = [.. record.Requirements, .. options.Requirements],
            Environment = JobPlanner.Merge(record.Environment, options.Environment)
                .ToDictionary(e => e.Key, e => e.Value.Secret is { } secret ? secret.FromCurrentDirectory() : e.Value),
            Labels = JobPlanner.Merge(record.Labels, options.Labels),
            Settings = JobPlanner.Merge(record.Settings, options.Settings),
            UserVpc = options.UserVpc ?? record.UserVpc,
            Spot = options.Spot ?? record.Spot,
            Priority = options.Priority ?? record.Priority,
            ResourceId = options.ResourceId ?? (options.InstanceType is null ? record.ResourceId : null),
            ResourceType = options.ResourceType ?? record.ResourceType,
            Description = options.Description ?? record.Description,
            Retry = options.Retry ?? record.Retry,
            Inputs = record.Inputs,
            Outputs = record.Outputs,
            Parameters = record.Parameters,
        };
    }

    /// <summary>A relative path means another folder where the file is read.</summary>
    private static string? Absolute(string? location) =>
        DataLocation.TryParse(location, out var found, out _) && found is LocalPath path ? path.FullPath : location;
}

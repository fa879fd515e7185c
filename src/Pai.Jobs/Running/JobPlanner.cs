using Pai.Jobs.Internal.Validation;

namespace Pai.Jobs.Internal.Running;

/// <summary>
/// Joins a record's values, its definition and the options of a run to what a backend gets, with all that is wrong with them.
/// </summary>
internal static class JobPlanner
{
    /// <summary>The instance type that stands for this machine.</summary>
    private const string LocalType = "local";

    /// <summary>The settings of a record that are for the cloud only.</summary>
    private const JobProperties CloudOnly =
        JobProperties.ResourceId | JobProperties.ResourceType | JobProperties.Priority | JobProperties.Spot | JobProperties.UserVpc;

    private static readonly JobProperties s_all = Enum.GetValues<JobProperties>().Aggregate((all, one) => all | one);

    public static JobSubmission Resolve(JobValues values, RunOptions options, BackendContext context)
    {
        var record = Base(values.Definition, options);
        var problems = new List<JobProblem>(values.Problems);
        if ((options.Unset & ~s_all) is not JobProperties.None and var unknown)
            problems.Add(new("RunOptions.Unset", $"has the undefined value {unknown}. Combine members of JobProperties."));
        var source = options.Code is null ? JobSource.Find(record, options, problems) : default;
        var submission = new JobSubmission
        {
            RecordName = values.Definition.RecordName,
            JobName = options.JobName ?? JobNames.Create(values.Definition.BaseJobName, context.TimeProvider),
            SubmitKey = options.SubmitKey,
            Command = options.Command ?? record.Command,
            SourcePath = source.Path,
            SourceUri = source.Uri,
            ProjectPath = source.Project,
            Code = options.Code,
            Image = options.Image ?? (options.Framework is null ? record.Image : null),
            Framework = options.Framework ?? (options.Image is null ? record.Framework : null),
            FrameworkVersion = options.FrameworkVersion
                ?? (options.Image is null && options.Framework is null ? record.FrameworkVersion : null),
            Accelerator = options.Accelerator ?? record.Accelerator,
            InstanceType = options.InstanceType ?? (options.ResourceId is null ? record.InstanceType : null),
            ResourceId = options.ResourceId ?? (options.InstanceType is null ? record.ResourceId : null),
            NodeResources = options.NodeResources,
            RegistryCredentials = options.RegistryCredentials is { } registry
                ? registry with { Password = registry.Password.FromCurrentDirectory() }
                : null,
            CodeSourceId = options.CodeSourceId,
            InstanceCount = options.InstanceCount ?? record.InstanceCount,
            JobType = options.JobType ?? record.JobType,
            MaxRunTime = options.MaxRunTime ?? (record.MaxRunTimeSeconds == 0 ? null : TimeSpan.FromSeconds(record.MaxRunTimeSeconds)),
            OutputPath = options.OutputPath ?? ParseOutputPath(record.OutputPath, problems),
            Requirements = [.. record.Requirements, .. options.Requirements],
            Environment = Merge(record.Environment, options.Environment).ToDictionary(e => e.Key, e => FromHere(e.Value)),
            PassBaggage = options.PassBaggage,
            Labels = Merge(record.Labels, options.Labels),
            Settings = Merge(record.Settings, options.Settings),
            UserVpc = options.UserVpc ?? record.UserVpc,
            Spot = options.Spot ?? record.Spot,
            Priority = options.Priority ?? (record.Priority == 0 ? null : record.Priority),
            ResourceType = options.ResourceType ?? record.ResourceType,
            Description = options.Description ?? record.Description,
            Inputs = [.. values.Inputs.Select(InputPaths.Find)],
            Outputs = values.Outputs,
            Checkpoints = options.Checkpoints,
            Parameters = [.. values.Parameters.Select(FromHere)],
        };

        if (options.KeepLog && LogKeeper.Check(submission) is { } problem) problems.Add(problem);
        submission = submission with { MaxCost = RunCost.Most(submission, RetryPlan.OptionsOf(values.Definition, options), context) };
        problems.AddRange(JobSubmissionValidator.Validate(submission, context.Environment));
        if (RunCost.Check(submission, options.MaxCost, context) is { } tooDear) problems.Add(tooDear);
        return submission with { Problems = problems };
    }

    /// <summary>The record's definition without what the run leaves out.</summary>
    internal static JobDefinition Base(JobDefinition definition, RunOptions options)
    {
        var unset = options.Unset;
        if (options.InstanceType == LocalType) unset |= CloudOnly;
        return unset == JobProperties.None ? definition : definition.Without(unset);
    }

    /// <summary>The path of a secret's file is that from here: the run is read back elsewhere.</summary>
    private static ParameterValue FromHere(ParameterValue value) =>
        value.Secret is { } secret ? value with { Secret = secret.FromCurrentDirectory() } : value;

    private static EnvironmentValue FromHere(EnvironmentValue value) =>
        value?.Secret is { } secret ? EnvironmentValue.FromSecret(secret.FromCurrentDirectory()) : value!;

    private static DataLocation? ParseOutputPath(string? text, List<JobProblem> problems)
    {
        if (text is null) return null;
        if (DataLocation.TryParse(text, out var location, out var problem)) return location;
        problems.Add(new("OutputPath", problem));
        return null;
    }

    internal static Dictionary<string, T> Merge<T>(IReadOnlyDictionary<string, T> record, IReadOnlyDictionary<string, T?> options)
        where T : class
    {
        var merged = new Dictionary<string, T>(record, StringComparer.Ordinal);
        foreach (var (name, value) in options)
        {
            if (value is null) merged.Remove(name);
            else merged[name] = value;
        }

        return merged;
    }
}

namespace Pai.Jobs;

/// <summary>Joins a record's values, its definition and the options of a run to what a backend gets, or says all that is wrong.</summary>
internal static class JobPlanner
{
    /// <exception cref="JobValidationException">Something in the job is wrong.</exception>
    public static JobSubmission Resolve(JobRequest request, RunOptions options, PaiSession session)
    {
        var definition = request.Definition;
        var problems = new List<JobProblem>(request.Problems);
        var quotaGiven = options.ResourceId is not null;
        var typeGiven = options.InstanceType is not null;
        var submission = new JobSubmission
        {
            RecordName = definition.RecordName,
            JobName = options.JobName ?? JobNames.Create(definition.BaseJobName, session.TimeProvider),
            Command = options.Command ?? definition.Command,
            SourcePath = SourceDirectory.Find(options.SourceDir ?? definition.SourceDir, problems),
            Image = ImageRegion.Resolve(options.Image ?? definition.Image, session, problems),
            Framework = options.Image is null ? definition.Framework : null,
            FrameworkVersion = options.Image is null ? definition.FrameworkVersion : null,
            Accelerator = definition.Accelerator,
            InstanceType = options.InstanceType ?? (quotaGiven ? null : definition.InstanceType),
            ResourceId = options.ResourceId ?? (typeGiven ? null : definition.ResourceId),
            InstanceCount = options.InstanceCount ?? definition.InstanceCount,
            JobType = definition.JobType,
            MaxRunTime = options.MaxRunTime ?? (definition.MaxRunTimeSeconds == 0 ? null : TimeSpan.FromSeconds(definition.MaxRunTimeSeconds)),
            OutputPath = options.OutputPath ?? ParseOutputPath(definition.OutputPath, problems),
            Requirements = [.. definition.Requirements, .. options.Requirements],
            Environment = Merge(definition.Environment, options.Environment),
            Labels = Merge(definition.Labels, options.Labels),
            Settings = Merge(definition.Settings, options.Settings),
            UserVpc = options.UserVpc ?? definition.UserVpc,
            Spot = options.Spot ?? definition.Spot,
            Priority = options.Priority ?? (definition.Priority == 0 ? null : definition.Priority),
            ResourceType = definition.ResourceType,
            Description = options.Description ?? definition.Description,
            Inputs = request.Inputs,
            Outputs = request.Outputs,
            Parameters = request.Parameters,
        };

        problems.AddRange(JobSubmissionValidator.Validate(submission));
        problems.AddRange(session.Backend.Validate(submission));
        return problems.Count == 0 ? submission : throw new JobValidationException(definition.RecordName, problems);
    }

    private static DataUri? ParseOutputPath(string? text, List<JobProblem> problems)
    {
        if (text is null || DataUri.TryParse(text, out var uri, out var problem)) return text is null ? null : DataUri.Parse(text);
        problems.Add(new("OutputPath", problem));
        return null;
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> definition, IReadOnlyDictionary<string, string> run)
    {
        var merged = new Dictionary<string, string>(definition, StringComparer.Ordinal);
        foreach (var (name, value) in run) merged[name] = value;
        return merged;
    }
}

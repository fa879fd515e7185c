using System.Collections.ObjectModel;

namespace Pai.Jobs;

/// <summary>The settings of a job record's attributes, as data. Generated code builds it; it holds no value of a run.</summary>
public sealed class JobDefinition
{
    /// <summary>Creates the definition of a job whose command is a command line for <c>sh -c</c>.</summary>
    /// <param name="recordName">The full name of the record in C#.</param>
    /// <param name="command">The command line.</param>
    public JobDefinition(string recordName, string command)
        : this(recordName, JobCommand.Shell(command))
    {
    }

    /// <summary>Creates the definition of a job whose command is an argument list, run as it is.</summary>
    /// <param name="recordName">The full name of the record in C#.</param>
    /// <param name="command">The program, then its arguments.</param>
    public JobDefinition(string recordName, string[] command)
        : this(recordName, JobCommand.Exec(command))
    {
    }

    internal JobDefinition(string recordName, JobCommand command)
    {
        ArgumentException.ThrowIfNullOrEmpty(recordName);
        RecordName = recordName;
        Command = command;
    }

    /// <summary>The full name of the record in C#, for instance <c>Acme.TokenizeJob</c>.</summary>
    public string RecordName { get; }

    /// <summary>The command of the job.</summary>
    public JobCommand Command { get; }

    /// <summary>
    /// The prefix of job names. Generated code sets it: <see cref="ProcessingJobAttribute.BaseJobName"/>, or the record's name in
    /// snake_case.
    /// </summary>
    public required string BaseJobName { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.SourceDir"/>
    public string? SourceDir { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.SourceProject"/>
    public string? SourceProject { get; init; }

    /// <summary>
    /// The folder of the project that has the record, as it was built; null where that is not known. Generated code sets it for a job with
    /// a <see cref="SourceProject"/>, which begins there.
    /// </summary>
    public string? ProjectDirectory { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Image"/>
    public string? Image { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Framework"/>
    public string? Framework { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.FrameworkVersion"/>
    public string? FrameworkVersion { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Accelerator"/>
    public Accelerator Accelerator { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.InstanceType"/>
    public string? InstanceType { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.InstanceCount"/>
    public int InstanceCount { get; init; } = 1;

    /// <inheritdoc cref="ProcessingJobAttribute.JobType"/>
    public JobType JobType { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.MaxRunTimeSeconds"/>
    public int MaxRunTimeSeconds { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.OutputPath"/>
    public string? OutputPath { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Requirements"/>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>The environment variables of the job, from <see cref="EnvironmentVariableAttribute"/>.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue> Environment { get; init; } =
        ReadOnlyDictionary<string, EnvironmentValue>.Empty;

    /// <summary>The labels of the job, from <see cref="LabelAttribute"/>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Further settings of PAI-DLC, from <see cref="SettingAttribute"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The user's own network, or null.</summary>
    public UserVpc? UserVpc { get; init; }

    /// <summary>Spot instances, or null.</summary>
    public SpotOptions? Spot { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Priority"/>
    public int Priority { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.ResourceId"/>
    public string? ResourceId { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.ResourceType"/>
    public ResourceType ResourceType { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Description"/>
    public string? Description { get; init; }

    /// <summary>The retries of a job that did not succeed, from <see cref="RetryAttribute"/>; null: none.</summary>
    public RetryOptions? Retry { get; init; }

    /// <summary>The input channels, in the order of their declaration.</summary>
    public IReadOnlyList<InputDefinition> Inputs { get; init; } = [];

    /// <summary>The output channels, in the order of their declaration.</summary>
    public IReadOnlyList<OutputDefinition> Outputs { get; init; } = [];

    /// <summary>The parameters, in the order of their declaration.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters { get; init; } = [];

    /// <summary>The same definition with other environment variables.</summary>
    internal JobDefinition With(IReadOnlyDictionary<string, EnvironmentValue> environment) =>
        Copy(JobProperties.None, environment, Inputs, Outputs);

    /// <summary>The same definition with other channels.</summary>
    internal JobDefinition With(IReadOnlyList<InputDefinition> inputs, IReadOnlyList<OutputDefinition> outputs) =>
        Copy(JobProperties.None, Environment, inputs, outputs);

    /// <summary>The same definition without some of its properties.</summary>
    internal JobDefinition Without(JobProperties unset) => Copy(unset, Environment, Inputs, Outputs);

    private JobDefinition Copy(
        JobProperties unset,
        IReadOnlyDictionary<string, EnvironmentValue> environment,
        IReadOnlyList<InputDefinition> inputs,
        IReadOnlyList<OutputDefinition> outputs)
    {
        return new(RecordName, Command)
        {
            BaseJobName = BaseJobName,
            SourceDir = Has(JobProperties.SourceDir) ? SourceDir : null,
            SourceProject = Has(JobProperties.SourceProject) ? SourceProject : null,
            ProjectDirectory = ProjectDirectory,
            Image = Has(JobProperties.Image) ? Image : null,
            Framework = Has(JobProperties.Framework) ? Framework : null,
            FrameworkVersion = Has(JobProperties.Framework) ? FrameworkVersion : null,
            Accelerator = Has(JobProperties.Framework) ? Accelerator : Accelerator.Unspecified,
            InstanceType = Has(JobProperties.InstanceType) ? InstanceType : null,
            InstanceCount = InstanceCount,
            JobType = JobType,
            MaxRunTimeSeconds = Has(JobProperties.MaxRunTime) ? MaxRunTimeSeconds : 0,
            OutputPath = Has(JobProperties.OutputPath) ? OutputPath : null,
            Requirements = Has(JobProperties.Requirements) ? Requirements : [],
            Environment = Has(JobProperties.Environment) ? environment : ReadOnlyDictionary<string, EnvironmentValue>.Empty,
            Labels = Has(JobProperties.Labels) ? Labels : ReadOnlyDictionary<string, string>.Empty,
            Settings = Has(JobProperties.Settings) ? Settings : ReadOnlyDictionary<string, string>.Empty,
            UserVpc = Has(JobProperties.UserVpc) ? UserVpc : null,
            Spot = Has(JobProperties.Spot) ? Spot : null,
            Priority = Has(JobProperties.Priority) ? Priority : 0,
            ResourceId = Has(JobProperties.ResourceId) ? ResourceId : null,
            ResourceType = Has(JobProperties.ResourceType) ? ResourceType : ResourceType.General,
            Description = Has(JobProperties.Description) ? Description : null,
            Retry = Has(JobProperties.Retry) ? Retry : null,
            Inputs = inputs,
            Outputs = outputs,
            Parameters = Parameters,
        };

        bool Has(JobProperties property) => (unset & property) == 0;
    }
}

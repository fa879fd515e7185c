using System.Collections.ObjectModel;
using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs;

/// <summary>One run of a job, all values resolved: what a backend gets. Immutable and the same for every backend.</summary>
public sealed record JobSubmission
{
    /// <summary>The full name of the record in C#.</summary>
    public required string RecordName { get; init; }

    /// <summary>The name of the run, unique.</summary>
    public required string JobName { get; init; }

    /// <summary>The key under which the run is submitted once; null where it has none.</summary>
    public string? SubmitKey { get; init; }

    /// <summary>The command of the job.</summary>
    public required JobCommand Command { get; init; }

    /// <summary>The absolute path of the folder or file with the code; null when the job has none on this machine.</summary>
    public string? SourcePath { get; init; }

    /// <summary>
    /// The absolute path of the project that the code is published from; <see cref="SourcePath"/> is then the published folder. Null when
    /// the code is not a project.
    /// </summary>
    public string? ProjectPath { get; init; }

    /// <summary>
    /// The code on OSS: a prefix, an object, or an archive (<c>.tar.gz</c>, <c>.tgz</c>), which is unpacked; null when the job has none
    /// there.
    /// </summary>
    public OssUri? SourceUri { get; init; }

    /// <summary>
    /// The container image as it was given, with <c>{region}</c> if that is in it: the backend resolves it. Null only where the instance
    /// type is <c>local</c> or a framework names the image.
    /// </summary>
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

    /// <summary>The longest time that the run may take; null: unlimited.</summary>
    public TimeSpan? MaxRunTime { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.OutputPath"/>
    public DataLocation? OutputPath { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Requirements"/>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>The environment variables that the user set.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue> Environment { get; init; } = ReadOnlyDictionary<string, EnvironmentValue>.Empty;

    /// <summary>True if the job gets the baggage of the submitter's trace (<see cref="RunOptions.PassBaggage"/>).</summary>
    public bool PassBaggage { get; init; }

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Further settings of PAI-DLC.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The user's own network, or null.</summary>
    public UserVpc? UserVpc { get; init; }

    /// <summary>Spot instances, or null.</summary>
    public SpotOptions? Spot { get; init; }

    /// <summary>The priority, 1 to 9; null: the service's default.</summary>
    public int? Priority { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.ResourceId"/>
    public string? ResourceId { get; init; }

    /// <summary>The resources of each node in a quota; null: none are asked for. With a <see cref="ResourceId"/> only.</summary>
    public NodeResources? NodeResources { get; init; }

    /// <summary>The user name and password of the image's registry; null where it needs none.</summary>
    public RegistryCredentials? RegistryCredentials { get; init; }

    /// <summary>
    /// The id of code that is registered with the workspace, <c>code-…</c>. PAI checks it out at <c>/ml/usercode/</c>; it excludes a source
    /// directory. Null: none.
    /// </summary>
    public string? CodeSourceId { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.ResourceType"/>
    public ResourceType ResourceType { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Description"/>
    public string? Description { get; init; }

    /// <summary>All input channels that the record declares, in order; one without data has no location.</summary>
    public IReadOnlyList<InputChannel> Inputs { get; init; } = [];

    /// <summary>All output channels, in order; one without a location gets a new one.</summary>
    public IReadOnlyList<OutputChannel> Outputs { get; init; } = [];

    /// <summary>
    /// The locations of the checkpoints that an earlier try of the run has, by channel, where the backend has chosen them: the channel has
    /// no location of its own, or the backend does not use it. They are not part of what a submit key compares.
    /// </summary>
    public IReadOnlyDictionary<string, DataLocation> Checkpoints { get; init; } = ReadOnlyDictionary<string, DataLocation>.Empty;

    /// <summary>The parameters that are sent, in order of declaration; null ones are not among them.</summary>
    public IReadOnlyList<ParameterValue> Parameters { get; init; } = [];

    /// <summary>
    /// The most that the run can cost; null where the session has no prices, or runs cost nothing. It is not part of what a submit key
    /// compares.
    /// </summary>
    public JobCost? MaxCost { get; init; }

    /// <summary>
    /// The problems of the values on any backend. A submission with problems can be prepared, to see all of them, and not submitted.
    /// </summary>
    public IReadOnlyList<JobProblem> Problems { get; init; } = [];

    /// <summary>The packed code of an earlier run, instead of a source; null: none.</summary>
    internal RecordedCode? Code { get; init; }

    /// <summary>The job as a job file, which is kept with its values; null where it is not recorded.</summary>
    internal string? JobFile { get; init; }

    /// <summary>The secrets that no file has, as subjects of problems: they were given as values.</summary>
    internal IReadOnlyList<string> UnrecordedSecrets { get; init; } = [];

    /// <summary>Notes for the user about the run, as sentences, which a run on this machine begins with.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A folder that keeps the Python environment for another run on this machine; null: each run has its own.</summary>
    internal string? PythonEnvironment { get; init; }

    /// <summary>The parts of inputs on OSS that a run on this machine gets, by channel; the others are whole.</summary>
    internal IReadOnlyDictionary<string, InputSelection> Selections { get; init; } =
        ReadOnlyDictionary<string, InputSelection>.Empty;
}

using System.Collections.ObjectModel;
using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs;

/// <summary>
/// Per-run overrides of the attributes' settings. A member that is not set changes nothing; <see cref="Unset"/> leaves a setting out.
/// </summary>
/// <remarks>The values of channels and parameters are the record's own properties: set them there.</remarks>
public sealed record RunOptions
{
    /// <summary>
    /// The name of the run: letters, digits, <c>_</c>, <c>.</c>, <c>-</c>, at most 256. Default <c>{base}_{yyyyMMdd_HHmmss}_{6 random}</c>,
    /// UTC.
    /// </summary>
    public string? JobName { get; init; }

    /// <summary>
    /// A key that makes submitting safe to repeat: 1 to 256 characters, no control characters. However often, and by however many
    /// processes, the same job is submitted with it, there is one run, and each submission returns it, also one that failed. Another job
    /// with the same key is refused. A key counts in its workspace; on this machine, in its folder of runs. Default: none, and each
    /// submission is a new run.
    /// </summary>
    /// <remarks>The same job: with the same record, values, options, code and local input data; the name of the run may differ.</remarks>
    public string? SubmitKey { get; init; }

    /// <summary>The command of the job, instead of the record's.</summary>
    public JobCommand? Command { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.SourceDir"/>
    public string? SourceDir { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.SourceProject"/>
    public string? SourceProject { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Image"/>
    public string? Image { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Framework"/>
    public string? Framework { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.FrameworkVersion"/>
    public string? FrameworkVersion { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Accelerator"/>
    public Accelerator? Accelerator { get; init; }

    /// <summary>
    /// The instance type of public resources; it replaces the record's instance type and its quota. With <c>local</c>, the record's
    /// settings of the cloud (quota, priority, spot, network, kind of resources) are left out.
    /// </summary>
    public string? InstanceType { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.JobType"/>
    public JobType? JobType { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.ResourceType"/>
    public ResourceType? ResourceType { get; init; }

    /// <summary>The number of nodes, 1 or more.</summary>
    public int? InstanceCount { get; init; }

    /// <summary>The quota to run in; it replaces the record's quota and its instance type.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The resources of each node in a quota; null: none are asked for. With a <see cref="ResourceId"/> only.</summary>
    public NodeResources? NodeResources { get; init; }

    /// <summary>The user name and password of the image's registry; null where it needs none.</summary>
    public RegistryCredentials? RegistryCredentials { get; init; }

    /// <summary>
    /// The id of code that is registered with the workspace, <c>code-…</c>. PAI checks it out at <c>/ml/usercode/</c>; it
    /// replaces the record's source directory or project.
    /// </summary>
    public string? CodeSourceId { get; init; }

    /// <summary>The priority in a quota, 1 (lowest) to 9.</summary>
    public int? Priority { get; init; }

    /// <summary>Spot instances.</summary>
    public SpotOptions? Spot { get; init; }

    /// <summary>The user's own network.</summary>
    public UserVpc? UserVpc { get; init; }

    /// <summary>The longest time that the run may take, greater than zero; it is stopped after that.</summary>
    public TimeSpan? MaxRunTime { get; init; }

    /// <summary>
    /// The most that the run may cost, over all tries that <see cref="Retry"/> allows. A run that can cost more, or whose cost is not
    /// known, is refused before anything is sent; so is one in another currency than the prices. It needs a prices file
    /// (<see cref="PaiSessionBuilder.PricesPath"/>). Runs on this machine cost nothing, and are allowed. In a batch it is for each job;
    /// <see cref="BatchOptions.MaxCost"/> is for all. Default null: no limit.
    /// </summary>
    public Money? MaxCost { get; init; }

    /// <summary>The folder of outputs without a location of their own: in it, a folder for each run and channel.</summary>
    public DataLocation? OutputPath { get; init; }

    /// <summary>Python requirements, installed after the record's.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Environment variables, added to the record's; equal names replace them, and null leaves the record's out.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue?> Environment { get; init; } = ReadOnlyDictionary<string, EnvironmentValue?>.Empty;

    /// <summary>
    /// True if the job gets the baggage of the submitter's trace, as the variable <c>BAGGAGE</c>. Default false: the platform, or the job,
    /// may print the environment, and baggage may name users. The trace itself, <c>TRACEPARENT</c> and <c>TRACESTATE</c>, always goes to
    /// the job where a span is current. A submit key does not depend on either.
    /// </summary>
    public bool PassBaggage { get; init; }

    /// <summary>Labels, added to the record's; equal names replace them, and null leaves the record's out.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = ReadOnlyDictionary<string, string?>.Empty;

    /// <summary>Settings of PAI-DLC, added to the record's; equal names replace them, and null leaves the record's out.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = ReadOnlyDictionary<string, string?>.Empty;

    /// <summary>
    /// The settings of the record's attributes that are left out before the other members of these options apply. Default: none.
    /// </summary>
    public JobProperties Unset { get; init; }

    /// <inheritdoc cref="ProcessingJobAttribute.Description"/>
    public string? Description { get; init; }

    /// <summary>
    /// The writer that <c>RunAsync</c> writes the console URL and the job's log to. Default
    /// <see cref="Console.Out"/>; <see cref="TextWriter.Null"/> for silence.
    /// </summary>
    public TextWriter? LogWriter { get; init; }

    /// <summary>
    /// The retries of a job that did not succeed, instead of the record's (<see cref="RetryAttribute"/>). Default null: those of the
    /// record, or none. Only <c>RunAsync</c> and batches try again; <c>SubmitAsync</c>, which does not wait, refuses it, and applies none
    /// of the record's.
    /// </summary>
    public RetryOptions? Retry { get; init; }

    /// <summary>
    /// True if <c>RunAsync</c> keeps the whole log when the job has ended, well or not, as <c>log.txt</c> in the folder of the run that its
    /// generated outputs are in; the last line of the log says where. It needs an output without a location in the record, on this machine
    /// or on OSS. A log that cannot be written does not fail the run. Default false.
    /// </summary>
    public bool KeepLog { get; init; }

    /// <summary>
    /// True if <c>RunAsync</c> stops the job when its token is cancelled while it waits. Default false: the job continues, and the
    /// <see cref="JobCanceledException"/> says which one it is.
    /// </summary>
    public bool StopOnCancel { get; init; }

    /// <summary>
    /// The effect of Ctrl+C while <c>RunAsync</c> runs. Default <see cref="CtrlCBehavior.Auto"/>: where the log goes to the console and no
    /// token is given, it stops a job on this machine, and leaves one elsewhere running. The start lines say which.
    /// </summary>
    public CtrlCBehavior CtrlC { get; init; }

    /// <summary>The packed code of an earlier run, instead of a source; null: none.</summary>
    internal RecordedCode? Code { get; init; }

    /// <summary>The locations of the checkpoints that an earlier try of the run has, by channel.</summary>
    internal IReadOnlyDictionary<string, DataLocation> Checkpoints { get; init; } = ReadOnlyDictionary<string, DataLocation>.Empty;
}

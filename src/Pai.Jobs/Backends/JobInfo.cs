namespace Pai.Jobs;

/// <summary>The state of a job at one moment, as a backend knows it.</summary>
public sealed record JobInfo
{
    /// <summary>The backend's id of the job.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the run.</summary>
    public required string Name { get; init; }

    /// <summary>The full name of the job's record in C#; null when the job was not submitted with one.</summary>
    public string? RecordName { get; init; }

    /// <summary>The status.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>
    /// The status as the service wrote it; the only one there is where <see cref="Status"/> is <see cref="JobStatus.Unknown"/>.
    /// </summary>
    public string? StatusText { get; init; }

    /// <summary>A short code of why the job has this status; null when there is none.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>A sentence on why the job has this status; null when there is none.</summary>
    public string? ReasonMessage { get; init; }

    /// <summary>
    /// The cause of the job's failure, as far as a program can act on it. <see cref="JobFailureCause.None"/> for one that has succeeded or
    /// has not ended, and <see cref="JobFailureCause.Unknown"/> where the cause cannot be told.
    /// </summary>
    public JobFailureCause FailureCause { get; init; }

    /// <summary>
    /// The exit code of the command; null while it runs, or where it is not known. On PAI-DLC only the log tells it: it is read for a
    /// <see cref="JobFailedException"/>, a retry and <c>ExplainAsync</c>, and is null before that.
    /// </summary>
    public int? ExitCode { get; init; }

    /// <summary>The number of nodes. Default 1.</summary>
    public int NodeCount { get; init; } = 1;

    /// <summary>
    /// The instance type of all nodes; null for a job on this machine or in a quota, for one with several types, and where it is not known.
    /// </summary>
    public string? InstanceType { get; init; }

    /// <summary>True if the job is known to run on spot instances.</summary>
    public bool IsSpot { get; init; }

    /// <summary>The time of the submission (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time when the command was started (UTC); null before that.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The time when the job ended (UTC); null before that.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The page for people: the console's page, or the run's folder as a <c>file:</c> URI.</summary>
    public Uri? ConsoleUrl { get; init; }

    /// <summary>
    /// Notes for the user about this run from its start, as sentences: how it is isolated, that its code is large. <c>RunAsync</c>
    /// writes them.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The location of every output channel, known from the submission on; null when that is not known: the job was not submitted by this
    /// library, or a list does not tell.
    /// </summary>
    public IReadOnlyDictionary<string, DataLocation>? Outputs { get; init; }
}

namespace Pai.Jobs.Internal.Submitting;

/// <summary>A submission with a key: what is submitted, and how its backend does that.</summary>
internal sealed record KeyedSubmission
{
    /// <summary>Within this, a key is one: the workspace.</summary>
    public required string Scope { get; init; }

    public required string Key { get; init; }

    /// <summary>The full name of the record in C#.</summary>
    public required string RecordName { get; init; }

    public required SubmissionContent Content { get; init; }

    /// <summary>The marker of the job, if it is this submission that creates it.</summary>
    public required JobMarker Marker { get; init; }

    /// <summary>This process, for <see cref="IsOwnerGone"/>; null where other processes cannot be looked for.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// True where it is certain that the process of an intent has ended, so that it creates nothing any more. Only for a backend where the
    /// process itself makes the job, and <see cref="Find"/> sees it at once: a request may arrive after its sender has ended.
    /// </summary>
    public Func<string, bool> IsOwnerGone { get; init; } = static _ => false;

    /// <summary>
    /// Does what can be done before the job is created, such as uploads. Called once, and only where no job is found at first.
    /// </summary>
    public required Func<CancellationToken, Task> Prepare { get; init; }

    /// <summary>
    /// Creates the job. A <see cref="JobSubmissionInDoubtException"/> leaves open whether there is one. Any other
    /// <see cref="PaiException"/>, and an <see cref="OperationCanceledException"/>, says that there is none and never will be. Everything
    /// else that it throws leaves it open too.
    /// </summary>
    public required Func<CancellationToken, Task<JobInfo>> Create { get; init; }

    /// <summary>The job with a marker; null where none is seen now. One look: the caller repeats it.</summary>
    public required Func<JobMarker, CancellationToken, Task<JobInfo?>> Find { get; init; }

    /// <summary>The job with an id; null where there is none.</summary>
    public required Func<string, CancellationToken, Task<JobInfo?>> Get { get; init; }

    /// <summary>Is told each step before it is taken (<see cref="SubmitSteps"/>).</summary>
    public IProgress<SubmitProgress>? Progress { get; init; }
}

/// <summary>The steps of a submission with a key, as <see cref="SubmitProgress.Step"/> names them.</summary>
internal static class SubmitSteps
{
    public const string Look = "looking for the submit key";

    public const string Wait = "waiting for another submission with the same key";

    public const string Claim = "recording the submit key";

    public const string Create = "creating the job";

    public const string Record = "recording the job";

    public const string Done = "submitted";
}

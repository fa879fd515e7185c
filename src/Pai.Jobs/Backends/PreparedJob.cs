using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs;

/// <summary>Everything that submitting a job will do, before it is done: a plan. It submits once.</summary>
/// <remarks>It holds references to secrets, and no value of one. A backend may derive from it to keep what it looked up.</remarks>
public class PreparedJob
{
    private readonly JobBackend _backend;
    private int _taken;

    /// <summary>Creates a prepared job.</summary>
    /// <param name="backend">The backend that prepared it, and the only one that can submit it.</param>
    /// <param name="submission">The job, all values resolved.</param>
    /// <param name="marker">What finds the job again when the answer to its creation is lost.</param>
    public PreparedJob(JobBackend backend, JobSubmission submission, JobMarker marker)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(submission);
        ArgumentNullException.ThrowIfNull(marker);
        _backend = backend;
        Submission = submission;
        Marker = marker;
    }

    /// <summary>The job, all values resolved.</summary>
    public JobSubmission Submission { get; }

    /// <summary>The name of the backend that prepared it.</summary>
    public string Backend => _backend.Name;

    /// <summary>The marker that finds the job again when the answer to its creation is lost. Any process can attach with it.</summary>
    public JobMarker Marker { get; }

    /// <summary>All that keeps the job from being submitted; empty when it can be.</summary>
    public IReadOnlyList<JobProblem> Problems => [.. Submission.Problems, .. BackendProblems];

    /// <summary>The problems that keep the job from being submitted on this backend.</summary>
    public IReadOnlyList<JobProblem> BackendProblems { get; init; } = [];

    /// <summary>The image that the job will run in; null where it runs in none.</summary>
    public string? Image { get; init; }

    /// <summary>The packed files of the source directory; null when the job has no code of its own.</summary>
    public CodeSummary? Code { get; init; }

    /// <summary>The files that will be uploaded or copied, in order.</summary>
    public IReadOnlyList<PreparedUpload> Uploads { get; init; } = [];

    /// <summary>The location of every output channel, where it is known before the job is created.</summary>
    public IReadOnlyDictionary<string, DataLocation> Outputs { get; init; } = new Dictionary<string, DataLocation>();

    /// <summary>
    /// The most that the run can cost, by the prices file of the session: all nodes, for the longest time, in all tries that
    /// <c>RunAsync</c> may need. Null where the session has no prices, or runs cost nothing.
    /// </summary>
    public JobCost? MaxCost => Submission.MaxCost;

    /// <summary>The request as it will be sent, for instance JSON, without secrets; null where the backend sends none.</summary>
    public string? Request { get; init; }

    /// <summary>Notes on what else the backend will do, or the user should know, as sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Throws when the job has problems.</summary>
    /// <exception cref="JobValidationException">It has; the exception lists all of them.</exception>
    public void ThrowIfInvalid()
    {
        if (Problems is { Count: > 0 } problems) throw new JobValidationException(Submission.RecordName, problems);
    }

    /// <summary>The plan for people to read. Values that are secrets, or whose names look like a secret's, are left out.</summary>
    public sealed override string ToString() => PreparedJobText.Write(this);

    /// <summary>The plan as JSON, indented. Values that are secrets, or whose names look like a secret's, are left out.</summary>
    public string ToJson() => PreparedJobJson.Write(this);

    /// <summary>Marks the job as submitted, before anything is done.</summary>
    internal void Take(JobBackend backend)
    {
        if (!ReferenceEquals(backend, _backend))
            throw new ArgumentException($"The job {Submission.JobName} was prepared by another backend. Prepare it again with this one.");
        if (Interlocked.Exchange(ref _taken, 1) != 0)
            throw new ArgumentException(
                $"The job {Submission.JobName} was submitted already. Prepare it again to run it a second time.");
    }
}

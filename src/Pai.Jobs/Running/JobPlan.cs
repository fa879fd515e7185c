namespace Pai.Jobs;

/// <summary>Everything that submitting a job would send and upload, without doing it.</summary>
public sealed class JobPlan
{
    private JobPlan(JobSubmission submission, string backend, CodeArchive? code, IReadOnlyList<string> backendNotes)
    {
        Submission = submission;
        Backend = backend;
        Code = code;
        BackendNotes = backendNotes;
    }

    /// <summary>The job, completely resolved. The unique part of its name is drawn anew for every plan and every submission.</summary>
    public JobSubmission Submission { get; }

    /// <summary>The backend that would run it.</summary>
    public string Backend { get; }

    /// <summary>The archive that the code would be packed into; null when the job has none.</summary>
    public CodeArchive? Code { get; }

    /// <summary>What the backend would do, for people.</summary>
    public IReadOnlyList<string> BackendNotes { get; }

    /// <summary>The plan as text for people. Values of variables and parameters that look like secrets are left out.</summary>
    public override string ToString() => JobPlanText.Write(this);

    /// <summary>The plan as JSON, indented. Values of variables and parameters that look like secrets are left out.</summary>
    public string ToJson() => JobPlanJson.Write(this);

    internal static async Task<JobPlan> CreateAsync(JobSubmission submission, IJobBackend backend, CancellationToken cancellationToken)
    {
        var code = submission.SourcePath is { } path
            ? await CodeArchive.PlanAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false)
            : null;
        var notes = await backend.DescribeAsync(submission, cancellationToken).ConfigureAwait(false);
        return new(submission, backend.Name, code, notes);
    }
}

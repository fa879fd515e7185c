namespace Pai.Jobs.Internal.Local;

/// <summary>A job that the local backend has prepared, with what it found out.</summary>
internal sealed class LocalPreparedJob(LocalBackend backend, JobSubmission submission, JobMarker marker)
    : PreparedJob(backend, submission, marker)
{
    /// <summary>The folder of the run, which does not exist yet.</summary>
    public required RunFolder Folder { get; init; }

    /// <summary>The code as it was when the job was prepared; null when it has none.</summary>
    public CodeArchive? Archive { get; init; }

    /// <summary>Notes for the user about this run, as sentences (<see cref="LocalNotes"/>).</summary>
    public required IReadOnlyList<string> RunNotes { get; init; }

    /// <summary>The code, where it is on OSS.</summary>
    public OssInput? OssSource { get; init; }

    /// <summary>The inputs on OSS.</summary>
    public required IReadOnlyList<OssInput> OssInputs { get; init; }

    /// <summary>The outputs, with the folders that the job writes to.</summary>
    public required IReadOnlyList<LocalOutput> LocalOutputs { get; init; }

    /// <summary>The isolation of the job from the machine.</summary>
    public required IsolationChoice Isolation { get; init; }
}

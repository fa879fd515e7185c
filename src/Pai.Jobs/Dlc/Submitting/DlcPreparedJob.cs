namespace Pai.Jobs.Internal.Dlc;

/// <summary>A job that the backend has prepared, with what it found out.</summary>
internal sealed class DlcPreparedJob(DlcBackend backend, JobSubmission submission, JobMarker marker)
    : PreparedJob(backend, submission, marker)
{
    /// <summary>The bucket for code, configuration and outputs; null where none was found, which is a problem.</summary>
    public OssUri? Bucket { get; init; }

    /// <summary>The code as it was when the job was prepared; null where it has none on this machine.</summary>
    public CodeArchive? Archive { get; init; }

    /// <summary>The inputs that have data.</summary>
    public IReadOnlyList<DlcInput> Inputs { get; init; } = [];

    /// <summary>The folder of the run on OSS.</summary>
    public OssUri Run => DlcLayout.RunFolder(Bucket!, Marker);

    /// <summary>The notes that <c>RunAsync</c> writes when the job begins.</summary>
    public IReadOnlyList<string> RunNotes { get; init; } = [];

    /// <summary>The mounts of the job.</summary>
    /// <param name="hasCode">True if it has an archive with code.</param>
    /// <param name="codeSha256">The digest of the code, where it is known.</param>
    public IReadOnlyList<DlcMount> MountsWith(bool hasCode, string? codeSha256)
    {
        List<DlcMount> mounts = [new(Run / DlcLayout.ConfigFolder, Model.ContractPaths.Config, IsReadOnly: true)];
        if (hasCode)
        {
            var folder = codeSha256 is null ? Bucket! / DlcLayout.SourceRoot : DlcLayout.CodeFolder(Bucket!, codeSha256);
            mounts.Add(new(folder, DlcLayout.CodeMount, IsReadOnly: true));
        }

        mounts.AddRange(Inputs.Select(i => new DlcMount(i.Mount, i.Channel.MountPath, i.IsReadOnly)
        {
            Options = i.Channel.MountOptions,
            Version = i.Channel.DatasetVersion,
        }));
        mounts.AddRange(Submission.Outputs.Select(o => new DlcMount(Outputs[o.Name], o.MountPath, IsReadOnly: false)
        {
            Options = o.MountOptions,
            Version = o.DatasetVersion,
        }));
        return mounts;
    }
}

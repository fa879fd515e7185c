using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Packaging;
using Pai.Jobs.Internal.Storage;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The code of a job: packed, and put to OSS once for each content.</summary>
internal static class DlcCode
{
    /// <summary>The code as it is on this machine; null where the job has none there. What is wrong with it is a problem.</summary>
    public static async Task<CodeArchive?> PlanAsync(JobSubmission job, List<JobProblem> problems, CancellationToken cancellationToken)
    {
        if (job.SourcePath is not { } path) return null;
        try
        {
            return await CodeArchive.PlanAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (CodeArchiveException e)
        {
            problems.AddRange(e.Problems.Select(p => new JobProblem("SourceDir", $"{path} cannot be packed: {p}")));
            return null;
        }
    }

    /// <summary>Puts the code to OSS, unless it is there.</summary>
    /// <returns>The digest.</returns>
    /// <exception cref="CodeArchiveException">The source has changed since it was prepared.</exception>
    public static async Task<string> UploadAsync(
        CodeArchive planned, string source, OssUri bucket, OssStorage storage, string folder, CancellationToken cancellationToken)
    {
        var target = DlcLayout.CodeFolder(bucket, planned.Sha256);
        // First, so that a clean-up that looks at the archive now sees that it is used.
        await storage.UploadAsync(ReadOnlyMemory<byte>.Empty, target / DlcLayout.UsedMark, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        if (!await storage.ExistsAsync(target / DlcLayout.CodeArchive, cancellationToken).ConfigureAwait(false))
        {
            var file = Path.Combine(folder, DlcLayout.CodeArchive);
            using (Spans.StartStep(SpanNames.Pack))
                await CodeArchive.CreateAsync(source, file, new() { Expected = planned }, cancellationToken).ConfigureAwait(false);
            // The digest is that of the content: another compression of it under the same key is as good.
            await storage.UploadAsync(file, target / DlcLayout.CodeArchive, cancellationToken: cancellationToken).ConfigureAwait(false);
            File.Delete(file);
        }
        else
        {
            // What was planned is what is sent: the archive that is there has the content of the plan.
            using (Spans.StartStep(SpanNames.Pack))
                await CodeArchive.PlanAsync(source, new() { Expected = planned }, cancellationToken).ConfigureAwait(false);
        }

        return planned.Sha256;
    }

    /// <summary>Puts the code of an earlier run to OSS, unless it is there.</summary>
    /// <returns>The digest.</returns>
    /// <exception cref="JobException">The code is damaged.</exception>
    public static async Task<string> CopyAsync(
        RecordedCode code, OssUri bucket, OssStorage storage, string folder, CancellationToken cancellationToken)
    {
        var target = DlcLayout.CodeFolder(bucket, code.Sha256);
        await storage.UploadAsync(ReadOnlyMemory<byte>.Empty, target / DlcLayout.UsedMark, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        if (await storage.ExistsAsync(target / DlcLayout.CodeArchive, cancellationToken).ConfigureAwait(false)) return code.Sha256;
        var file = Path.Combine(folder, DlcLayout.CodeArchive);
        await CodeCopy.SaveAsync(code, file, cancellationToken).ConfigureAwait(false);
        await storage.UploadAsync(file, target / DlcLayout.CodeArchive, cancellationToken: cancellationToken).ConfigureAwait(false);
        File.Delete(file);
        return code.Sha256;
    }

    /// <summary>Downloads code that is in OSS, as a folder on this machine.</summary>
    /// <param name="location">A prefix, an object, or an archive, which is unpacked.</param>
    /// <param name="storage">Where it is.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task DownloadAsync(OssUri location, OssStorage storage, string folder, CancellationToken cancellationToken) =>
        await storage.DownloadAsync(
            location, folder + Path.DirectorySeparatorChar, new() { Extract = TarGzip.IsName(location.Key) }, cancellationToken)
            .ConfigureAwait(false);
}

using System.Text.Json;
using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Reads the values that a job was submitted with, from its configuration on OSS.</summary>
internal sealed class DlcValues(DlcServices services)
{
    /// <exception cref="JobNotSupportedException">The job was not submitted by this library, or its configuration was removed.</exception>
    public async Task<SubmittedValues> ReadAsync(string jobId, CancellationToken cancellationToken)
    {
        var job = await services.Jobs.GetJobAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return await ReadAsync(jobId, job, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The values, with the code and the image of the job.</summary>
    /// <exception cref="JobNotSupportedException">The job was not submitted by this library, or its configuration was removed.</exception>
    public async Task<RecordedJob> ReadRecordAsync(string jobId, CancellationToken cancellationToken)
    {
        var job = await services.Jobs.GetJobAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new()
        {
            Values = await ReadAsync(jobId, job, cancellationToken).ConfigureAwait(false),
            Code = await FindCodeAsync(job, cancellationToken).ConfigureAwait(false),
            Image = job.JobSpecs is [{ Image: { Length: > 0 } image }, ..] ? image : null,
        };
    }

    private async Task<RecordedCode?> FindCodeAsync(DlcJob job, CancellationToken cancellationToken)
    {
        if (DlcInfo.MountOf(job, DlcLayout.CodeMount, services.Settings.Region?.Value) is not OssUri folder) return null;
        var name = folder.Key.TrimEnd('/').Split('/')[^1];
        if (!name.StartsWith(DlcLayout.DigestPrefix, StringComparison.Ordinal)) return null;
        var archive = folder / DlcLayout.CodeArchive;
        return await services.Storage.ExistsAsync(archive, cancellationToken).ConfigureAwait(false)
            ? new(name[DlcLayout.DigestPrefix.Length..], archive.ToString(), token => services.Storage.OpenReadAsync(archive, token))
            : null;
    }

    private async Task<SubmittedValues> ReadAsync(string jobId, DlcJob job, CancellationToken cancellationToken)
    {
        var folder = DlcInfo.MarkerTagOf(job) is null ? null : DlcInfo.MountOf(job, ContractPaths.Config, services.Settings.Region?.Value);
        if (folder is not OssUri oss) throw Unknown(jobId, "it was not submitted by this library");
        var file = oss / JobConfigFile.FileName;
        try
        {
            using var content = new MemoryStream();
            await services.Storage.DownloadAsync(file, content, cancellationToken: cancellationToken).ConfigureAwait(false);
            return JobConfigFile.Parse(System.Text.Encoding.UTF8.GetString(content.ToArray()), file.ToString()).ToValues();
        }
        catch (PaiException e) when (Cause(e) is OssException { Code: "NoSuchKey" })
        {
            throw Unknown(jobId, $"its configuration {file} was removed");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new JobException($"The values of the job {jobId} cannot be read: {file} is not a configuration. {e.Message}", e);
        }
    }

    private static Exception Cause(Exception e) =>
        e is OssTransferException { Failures: [{ Exception: { } cause }] } ? cause : e;

    private static JobNotSupportedException Unknown(string jobId, string reason) =>
        new(DlcBackend.BackendName, $"The values of the job {jobId} are not known: {reason}.");
}

using Microsoft.Extensions.Logging;
using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.OpenApi;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Uploads what a prepared job needs, and creates the job.</summary>
/// <param name="services">The services.</param>
/// <param name="finder">Finds the job again when the answer to its creation is lost.</param>
/// <param name="keys">Submits jobs with a key.</param>
internal sealed class DlcSubmitter(DlcServices services, DlcJobFinder finder, DlcSubmitKeys keys)
{
    private static readonly Action<ILogger, OssUri, Exception?> s_notRemoved = LoggerMessage.Define<OssUri>(
        LogLevel.Warning, new(1301, "FolderLeft"), "The folder {Folder} of a job that was not created could not be removed.");

    private OssStorage Storage => services.Storage;

    /// <exception cref="PaiException">The job was not created, and nothing is left of it.</exception>
    /// <exception cref="JobSubmissionInDoubtException">There is one job, or none.</exception>
    public async Task<JobInfo> SubmitAsync(
        DlcPreparedJob job, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        var secrets = DlcSecrets.Read(job.Submission, services.Context.Environment);
        var trace = TraceVariables.Current(job.Submission.PassBaggage);
        var created = new List<OssUri>();
        string? code = null;
        var mayExist = false;
        try
        {
            if (job.Submission.SubmitKey is not null)
            {
                var submitted = await keys.SubmitAsync(job, UploadAsync, CreateAsync, progress, cancellationToken).ConfigureAwait(false);
                // The job of another submission with the key may have found the marks of the outputs, and mount their folders.
                created.Clear();
                return submitted;
            }

            await UploadAsync(cancellationToken).ConfigureAwait(false);
            return await CreateAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!mayExist) await RemoveAsync(job, created).ConfigureAwait(false);
        }

        async Task UploadAsync(CancellationToken token)
        {
            using var span = Spans.StartStep(SpanNames.Upload);
            try
            {
                code = await this.UploadAsync(job, trace, created, progress, token).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Spans.Fail(span, e);
                throw;
            }
        }

        async Task<JobInfo> CreateAsync(CancellationToken token)
        {
            var body = BodyOf(job, code, secrets);
            token.ThrowIfCancellationRequested();
            progress?.Report(new() { Step = "creating the job" });
            mayExist = true;
            using var span = Spans.StartStep(SpanNames.Create);
            try
            {
                return await this.CreateAsync(job, body, secrets, token).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Spans.Fail(span, e);
                mayExist = e is JobSubmissionInDoubtException;
                throw;
            }
        }
    }

    private DlcCreateJob BodyOf(DlcPreparedJob job, string? code, DlcSecrets secrets)
    {
        var body = DlcJobBody.Create(job.Submission, new()
        {
            Region = services.Region,
            WorkspaceId = services.WorkspaceId!,
            Image = job.Image!,
            Marker = job.Marker,
            Mounts = job.MountsWith(code is not null, code),
            Secrets = secrets.Variables,
            RegistryPassword = secrets.RegistryPassword,
        });
        return DlcJobBody.CheckSize(body) is { } problem
            ? throw new JobValidationException(job.Submission.RecordName, [problem])
            : body;
    }

    private async Task<JobInfo> CreateAsync(
        DlcPreparedJob job, DlcCreateJob body, DlcSecrets secrets, CancellationToken cancellationToken)
    {
        try
        {
            var id = await services.Jobs.CreateJobAsync(body, secrets.Values, cancellationToken).ConfigureAwait(false);
            return InfoOf(job, id);
        }
        catch (ApiInDoubtException e)
        {
            // An empty look-up proves nothing: the list may lag. The request is never sent again.
            var found = await finder.LookForAsync(job.Marker, cancellationToken).ConfigureAwait(false);
            return found is null
                ? throw new JobSubmissionInDoubtException(job.Marker, e.Cause)
                : InfoOf(job, found.Id) with { Status = found.Status, StatusText = found.StatusText, CreatedAt = found.CreatedAt };
        }
    }

    /// <summary>The state of a job right after its creation. It is not read: a failure would lose the id.</summary>
    private JobInfo InfoOf(DlcPreparedJob job, string id) => new()
    {
        Id = id,
        Name = job.Submission.JobName,
        RecordName = job.Submission.RecordName,
        Status = JobStatus.Creating,
        NodeCount = job.Submission.InstanceCount,
        CreatedAt = services.Context.TimeProvider.GetUtcNow(),
        ConsoleUrl = services.ConsoleUrlOf(id, services.WorkspaceId),
        Labels = job.Submission.Labels,
        Notes = job.RunNotes,
        Outputs = job.Outputs,
    };

    /// <returns>The digest of the code; null for a job without.</returns>
    private async Task<string?> UploadAsync(
        DlcPreparedJob job,
        IReadOnlyList<KeyValuePair<string, string>> trace,
        List<OssUri> created,
        IProgress<SubmitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pai-jobs-").FullName;
        try
        {
            var code = await UploadCodeAsync(job, folder, progress, cancellationToken).ConfigureAwait(false);
            foreach (var input in job.Inputs) await UploadAsync(input, job.Bucket!, progress, cancellationToken).ConfigureAwait(false);
            progress?.Report(new() { Step = "uploading the configuration" });
            var config = Directory.CreateDirectory(Path.Combine(folder, "config")).FullName;
            await LaunchFiles.WriteAsync(
                config,
                TracedJob.With(job.Submission, trace),
                [.. job.Inputs.Select(LaunchInputOf)],
                job.Outputs,
                DlcLayout.LaunchOf(job.Marker, code, job.Submission.CodeSourceId is not null),
                cancellationToken).ConfigureAwait(false);
            await Storage.UploadAsync(config, job.Run / DlcLayout.ConfigFolder, cancellationToken: cancellationToken).ConfigureAwait(false);
            await MarkOutputsAsync(job, created, cancellationToken).ConfigureAwait(false);
            return code;
        }
        finally
        {
            TryDelete(folder);
        }
    }

    private async Task<string?> UploadCodeAsync(
        DlcPreparedJob job, string folder, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        var (archive, source) = (job.Archive, job.Submission.SourcePath);
        if (job.Submission.SourceUri is { } uri)
        {
            progress?.Report(new() { Step = "downloading the code" });
            var found = await new DlcLocations(services, services.Region).FindAsync(uri, cancellationToken).ConfigureAwait(false);
            source = Directory.CreateDirectory(Path.Combine(folder, "source")).FullName;
            await DlcCode.DownloadAsync(found, Storage, source, cancellationToken).ConfigureAwait(false);
            archive = await CodeArchive.PlanAsync(source, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        if (job.Submission.Code is { } recorded)
        {
            progress?.Report(new() { Step = "uploading the code" });
            return await DlcCode.CopyAsync(recorded, job.Bucket!, Storage, folder, cancellationToken).ConfigureAwait(false);
        }

        if (archive is null) return null;
        progress?.Report(new() { Step = "uploading the code" });
        return await DlcCode.UploadAsync(archive, source!, job.Bucket!, Storage, folder, cancellationToken).ConfigureAwait(false);
    }

    private async Task UploadAsync(DlcInput input, OssUri bucket, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken)
    {
        if (input is not { Mount: OssUri target }) return;
        var step = $"uploading the input {input.Channel.Name}";
        if (input.Local is { } local)
        {
            progress?.Report(new() { Step = step, TotalBytes = local.Size });
            local.ThrowIfChanged(cancellationToken);
            if (input.IsReadOnly)
            {
                await Storage.UploadAsync(
                    ReadOnlyMemory<byte>.Empty, DlcLayout.InputMark(bucket, local.Sha256), cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
            }

            await Storage.UploadAsync(local.Path, target, ReportTo(progress, step, local.Size), cancellationToken).ConfigureAwait(false);
            local.ThrowIfChanged(cancellationToken);
        }
        else if (input.CopiedObject is { } source)
        {
            progress?.Report(new() { Step = step });
            await Storage.CopyAsync(source, target / input.FileName!, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private static UploadOptions ReportTo(IProgress<SubmitProgress>? progress, string step, long total) => new()
    {
        Progress = progress is null
            ? null
            : new StepProgress(p => progress.Report(new() { Step = step, Bytes = p.Bytes, TotalBytes = total })),
    };

    /// <summary>
    /// Puts an empty object at each output's folder, so that it exists when it is mounted, where that is permitted. If the service needs
    /// it is not known.
    /// </summary>
    private async Task MarkOutputsAsync(DlcPreparedJob job, List<OssUri> created, CancellationToken cancellationToken)
    {
        foreach (var location in job.Outputs.Values.OfType<OssUri>())
        {
            try
            {
                if (await Storage.ExistsAsync(location, cancellationToken).ConfigureAwait(false)) continue;
                if (await Storage.TryCreateAsync(location, ReadOnlyMemory<byte>.Empty, cancellationToken).ConfigureAwait(false))
                    created.Add(location);
            }
            catch (OssException e) when (!e.IsTransient)
            {
                // The job may write where its submitter may not.
            }
        }
    }

    /// <summary>
    /// Removes what was made for a job that does not exist. Code and inputs stay: the next job with the same ones uses them.
    /// </summary>
    private async Task RemoveAsync(DlcPreparedJob job, List<OssUri> created)
    {
        if (job.Bucket is null) return;
        try
        {
            foreach (var location in created.Where(l => !l.Key.StartsWith(job.Run.Key, StringComparison.Ordinal)))
                await Storage.DeleteObjectAsync(location, CancellationToken.None).ConfigureAwait(false);
            await Storage.DeleteAsync(job.Run, recursive: true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (PaiException e)
        {
            s_notRemoved(services.Context.Logger, job.Run, e);
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in the folder for temporary files.
        }
    }

    private static LaunchInput LaunchInputOf(DlcInput input) =>
        new(input.Channel.Name, input.Channel.Location!, input.Channel.MountPath, input.FileName)
        {
            Uploaded = input.Local is null && input.CopiedObject is null ? null : Uploaded(input),
        };

    private static DataLocation Uploaded(DlcInput input) =>
        input is { Mount: OssUri folder, FileName: { } name } ? folder / name : input.Mount;

    /// <summary>Reports at once: the order of reports is that of the transfer.</summary>
    private sealed class StepProgress(Action<TransferProgress> report) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => report(value);
    }
}

using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Uploads one file: in one request, or in parts that a later call can add to.</summary>
internal sealed class FileUpload(TransferCall call, OssObjectSettings settings)
{
    public async Task<TransferredFile> RunAsync(LocalFile file, OssObjectAddress target, CancellationToken cancellationToken)
    {
        using var handle = File.OpenHandle(
            file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        if (RandomAccess.GetLength(handle) != file.Size) throw new SourceChangedException(file.Path);
        var verification = file.Size <= call.Options.PartSize
            ? await PutAsync(handle, file, target, cancellationToken).ConfigureAwait(false)
            : await UploadPartsAsync(handle, file, target, cancellationToken).ConfigureAwait(false);
        call.Meter.FileDone();
        return new() { Name = file.Name, Size = file.Size, Action = TransferAction.Transferred, Verification = verification };
    }

    /// <summary>Removes what an earlier call has left for a resume: the object is there with the bytes of the file.</summary>
    public async Task ForgetAsync(OssObjectAddress target)
    {
        var path = call.StateFile(target, ".json");
        if (!File.Exists(path)) return;
        using var held = TargetLock.Take(call.StateFile(target, ".lock"), target.ToString());
        if (Checkpoint.Read(path) is { } old && old.Header.UploadId.Length > 0)
            await new PartedUpload(call, new(target, old.Header.UploadId)).AbortAsync().ConfigureAwait(false);
        File.Delete(path);
    }

    private async Task<TransferVerification> PutAsync(
        SafeFileHandle handle, LocalFile file, OssObjectAddress target, CancellationToken cancellationToken)
    {
        using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MeteredBody(OssBody.FromFile(handle, 0, file.Size), call);
        return await WholePut.RunAsync(call, target, body, settings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TransferVerification> UploadPartsAsync(
        SafeFileHandle handle, LocalFile file, OssObjectAddress target, CancellationToken cancellationToken)
    {
        if (!call.Options.Resume)
        {
            var upload = await call.InitiateAsync(target, settings, cancellationToken).ConfigureAwait(false);
            return await SendAsync(handle, file, upload, [], null, cancellationToken).ConfigureAwait(false);
        }

        call.CreateStateFolder();
        using var held = TargetLock.Take(call.StateFile(target, ".lock"), target.ToString());
        var path = call.StateFile(target, ".json");
        var header = HeaderOf(file, target);
        var parts = new SortedDictionary<int, OssPart>();
        var resumed = await ResumeAsync(path, header, handle, target, parts, cancellationToken).ConfigureAwait(false)
            ?? await call.InitiateAsync(target, settings, cancellationToken).ConfigureAwait(false);
        using var checkpoint = Checkpoint.Create(path, header with { UploadId = resumed.UploadId }, parts.Values.Select(NoteOf));
        return await SendAsync(handle, file, resumed, parts, checkpoint, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TransferVerification> SendAsync(
        SafeFileHandle handle, LocalFile file, OssMultipartUpload upload, SortedDictionary<int, OssPart> parts, Checkpoint? checkpoint,
        CancellationToken cancellationToken)
    {
        var parted = new PartedUpload(call, upload);
        try
        {
            var missing = PartRange.All(file.Size, PartSizeOf(file)).Where(r => !parts.ContainsKey(r.Number)).ToList();
            await parted.SendAsync(
                missing, r => OssBody.FromFile(handle, r.Offset, r.Length), parts, p => checkpoint?.Add(NoteOf(p)), cancellationToken)
                .ConfigureAwait(false);
            if (!file.IsUnchanged()) throw new SourceChangedException(file.Path);
            var verification = await parted.CompleteAsync(parts, cancellationToken).ConfigureAwait(false);
            if (checkpoint is not null) File.Delete(checkpoint.Path);
            return verification;
        }
        catch (Exception e)
        {
            if (checkpoint is not null && TransferStop.CanResumeAfter(e))
                throw new TransferStop(e, [$"upload {upload.UploadId} of {upload.Object}", checkpoint.Path]);
            var kept = await parted.AbortAsync().ConfigureAwait(false);
            if (checkpoint is not null) File.Delete(checkpoint.Path);
            throw kept.Count == 0 ? e : new TransferStop(e, kept);
        }
    }

    /// <summary>
    /// The upload that an earlier call began, with the parts of it that the file still has. The server's list of parts counts; null when
    /// there is nothing to go on with.
    /// </summary>
    private async Task<OssMultipartUpload?> ResumeAsync(
        string path, CheckpointHeader header, SafeFileHandle handle, OssObjectAddress target, SortedDictionary<int, OssPart> parts,
        CancellationToken cancellationToken)
    {
        if (Checkpoint.Read(path) is not (var old, var notes) || old.UploadId.Length == 0) return null;
        var upload = new OssMultipartUpload(target, old.UploadId);
        if (!old.IsSame(header))
        {
            // It was begun for other bytes. By its checkpoint it is ours, so that it may be aborted; if not, nothing is lost but space.
            if (old.Endpoint == header.Endpoint && old.Bucket == header.Bucket && old.Key == header.Key)
                await new PartedUpload(call, upload).AbortAsync().ConfigureAwait(false);
            return null;
        }

        var crcs = notes.ToDictionary(n => (n.Number, n.ETag), n => n.Crc64);
        try
        {
            await foreach (var part in call.Client.ListPartsAsync(upload, cancellationToken).ConfigureAwait(false))
            {
                if (part.Number > PartSizes.CountOf(header.Size, header.PartSize)) continue;
                var range = PartRange.Of(part.Number, header.Size, header.PartSize);
                var crc = part.Crc64 ?? (crcs.TryGetValue((part.Number, part.ETag), out var noted) ? noted : null);
                if (part.Size != range.Length || crc is null) continue;
                if (await FileCrc.OfAsync(handle, range.Offset, range.Length, cancellationToken).ConfigureAwait(false) != crc) continue;
                parts[part.Number] = part with { Crc64 = crc };
                call.Meter.AddSkipped(range.Length);
            }

            return upload;
        }
        catch (OssException e) when (e.Code == "NoSuchUpload")
        {
            return null;
        }
    }

    private long PartSizeOf(LocalFile file) => PartSizes.ForLength(file.Size, call.Options.PartSize);

    private CheckpointHeader HeaderOf(LocalFile file, OssObjectAddress target) => new()
    {
        Version = CheckpointHeader.CurrentVersion,
        Kind = "upload",
        Endpoint = target.Bucket.Endpoint.ToString(),
        Bucket = target.Bucket.Name,
        Key = target.Key,
        Path = file.Path,
        Size = file.Size,
        PartSize = PartSizeOf(file),
        ETag = "",
        Modified = file.Modified.Ticks,
        UploadId = "",
    };

    private static CheckpointPart NoteOf(OssPart part) => new() { Number = part.Number, Crc64 = part.Crc64 ?? 0, ETag = part.ETag };
}

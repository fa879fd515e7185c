namespace Pai.Jobs.Internal.Storage;

/// <summary>Uploads files, many at once.</summary>
internal sealed class FilesUpload(TransferCall call, OssBucketAddress bucket, OssObjectSettings settings, TransferOutcome outcome)
{
    /// <param name="files">The files.</param>
    /// <param name="keyOf">The key of a file.</param>
    /// <param name="sizeThere">The size of the object with a key; null where there is none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task RunAsync(
        IReadOnlyList<LocalFile> files, Func<LocalFile, string> keyOf, Func<string, long?> sizeThere, CancellationToken cancellationToken)
    {
        call.Meter.SetTotals(files.Sum(f => f.Size), files.Count);
        return call.ForEachAsync(
            files,
            (file, token) => outcome.TryAsync(file.Name, () => UploadAsync(file, keyOf(file), sizeThere, token), token),
            cancellationToken);
    }

    private async Task<TransferredFile> UploadAsync(
        LocalFile file, string key, Func<string, long?> sizeThere, CancellationToken cancellationToken)
    {
        var target = bucket.Object(key);
        if (call.Options.SkipIdentical && sizeThere(key) == file.Size
            && await IdenticalFiles.CompareAsync(call, target, file.Path, file.Size, cancellationToken).ConfigureAwait(false) is { } found)
        {
            if (!call.Options.DryRun) await new FileUpload(call, settings).ForgetAsync(target).ConfigureAwait(false);
            call.Meter.AddSkipped(file.Size);
            call.Meter.FileDone();
            return new() { Name = file.Name, Size = file.Size, Action = TransferAction.Identical, Verification = found };
        }

        return call.Options.DryRun
            ? new() { Name = file.Name, Size = file.Size, Action = TransferAction.Planned, Verification = TransferVerification.None }
            : await new FileUpload(call, settings).RunAsync(file, target, cancellationToken).ConfigureAwait(false);
    }
}

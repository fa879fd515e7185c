namespace Pai.Jobs.Internal.Storage;

/// <summary>Decides whether an object has to be downloaded.</summary>
internal static class ExistingFile
{
    /// <summary>The result for a file that is there already, or of a dry run; null when the object has to be downloaded.</summary>
    public static async Task<TransferredFile?> FindAsync(
        TransferCall call, string name, OssObjectAddress source, long size, string target, CancellationToken cancellationToken)
    {
        if (call.Options.SkipIdentical && new FileInfo(target) is { Exists: true, LinkTarget: null } file && file.Length == size
            && await IdenticalFiles.CompareAsync(call, source, target, size, cancellationToken).ConfigureAwait(false) is { } found)
        {
            if (!call.Options.DryRun) FileDownload.Forget(target);
            call.Meter.AddSkipped(size);
            call.Meter.FileDone();
            return new() { Name = name, Size = size, Action = TransferAction.Identical, Verification = found };
        }

        return call.Options.DryRun
            ? new() { Name = name, Size = size, Action = TransferAction.Planned, Verification = TransferVerification.None }
            : null;
    }
}

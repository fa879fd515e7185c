namespace Pai.Jobs.Internal.Storage;

/// <summary>An upload in parts from something that can be read at any position.</summary>
internal sealed class PartedUpload(TransferCall call, OssMultipartUpload upload)
{
    /// <summary>Sends parts, several at once.</summary>
    /// <param name="ranges">The parts to send.</param>
    /// <param name="bodyOf">The bytes of a part.</param>
    /// <param name="parts">Where the sent parts are added, by number.</param>
    /// <param name="sent">Is told of each part.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task SendAsync(
        IEnumerable<PartRange> ranges, Func<PartRange, OssBody> bodyOf, SortedDictionary<int, OssPart> parts, Action<OssPart> sent,
        CancellationToken cancellationToken) =>
        call.ForEachAsync(
            ranges,
            async (range, token) =>
            {
                using var slot = await call.EnterAsync(token).ConfigureAwait(false);
                using var body = new MeteredBody(bodyOf(range), call);
                var part = await call.Client.UploadPartAsync(upload, range.Number, body, token).ConfigureAwait(false);
                lock (parts) parts[range.Number] = part;
                sent(part);
            },
            cancellationToken);

    /// <summary>Makes the object of the parts. One that has other bytes than were sent does not stay.</summary>
    public async Task<TransferVerification> CompleteAsync(SortedDictionary<int, OssPart> parts, CancellationToken cancellationToken)
    {
        try
        {
            var result = await call.Client.CompleteMultipartAsync(upload, [.. parts.Values], cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return result.Verification.ToPublic();
        }
        catch (OssException e) when (e.IsMismatch)
        {
            await WrongObject.RemoveAsync(call, upload.Object, parts.Values.Sum(p => p.Size)).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives up the upload, also after a cancel.</summary>
    /// <returns>The id of the upload where it could not be aborted; else nothing.</returns>
    public async Task<IReadOnlyList<string>> AbortAsync()
    {
        using var source = call.CleanUpToken();
        try
        {
            await call.Client.AbortMultipartAsync(upload, source.Token).ConfigureAwait(false);
            return [];
        }
        catch (Exception e) when (e is PaiException or OperationCanceledException)
        {
            return [$"upload {upload.UploadId} of {upload.Object} (it could not be aborted)"];
        }
    }
}

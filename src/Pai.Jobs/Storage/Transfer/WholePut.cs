namespace Pai.Jobs.Internal.Storage;

/// <summary>Writes an object with one request. One that has other bytes than were sent does not stay.</summary>
internal static class WholePut
{
    public static async Task<TransferVerification> RunAsync(
        TransferCall call, OssObjectAddress target, OssBody body, OssObjectSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return (await call.Client.PutAsync(target, body, settings, cancellationToken).ConfigureAwait(false)).Verification.ToPublic();
        }
        catch (OssException e) when (e.IsMismatch)
        {
            await WrongObject.RemoveAsync(call, target, body.Length).ConfigureAwait(false);
            throw;
        }
    }
}

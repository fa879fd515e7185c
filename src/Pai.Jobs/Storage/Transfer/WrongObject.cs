namespace Pai.Jobs.Internal.Storage;

/// <summary>Removes an object whose bytes are not those that were sent.</summary>
internal static class WrongObject
{
    public static async Task RemoveAsync(TransferCall call, OssObjectAddress target, long size)
    {
        using var source = call.CleanUpToken();
        try
        {
            // Of another size it is another writer's.
            if (await call.Client.TryGetMetaAsync(target, source.Token).ConfigureAwait(false) is { } there && there.Size == size)
                await call.Client.DeleteAsync(target, source.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PaiException or OperationCanceledException)
        {
            // The error of the upload says that the object is wrong.
        }
    }
}

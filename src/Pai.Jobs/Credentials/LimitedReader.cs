namespace Pai.Jobs.Internal.Credentials;

/// <summary>Reads a stream that should be short.</summary>
internal static class LimitedReader
{
    /// <summary>All bytes; null if there are more than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (all.Length + read > limit) return null;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>All bytes; null if there are more than the limit.</summary>
    public static byte[]? Read(Stream stream, int limit)
    {
        using var all = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (all.Length + read > limit) return null;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}

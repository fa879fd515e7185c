using System.IO.Compression;
using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs.Internal.Packaging;

/// <summary>Copies the packed code of an earlier run to a file.</summary>
internal static class CodeCopy
{
    /// <summary>Copies it, and checks its content.</summary>
    /// <param name="code">The code.</param>
    /// <param name="path">The new file.</param>
    /// <param name="cancellationToken">Cancels the operation; the caller deletes the folder of the file.</param>
    /// <exception cref="JobException">The archive is damaged.</exception>
    public static async Task SaveAsync(RecordedCode code, string path, CancellationToken cancellationToken)
    {
        var source = await code.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            await using var _ = file.ConfigureAwait(false);
            await source.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            file.Position = 0;
            if (await DigestAsync(file, cancellationToken).ConfigureAwait(false) == code.Sha256) return;
        }

        throw new JobException($"The code {code.Source} is damaged: the SHA-256 of its content is not what was submitted.");
    }

    /// <returns>The digest of the archive in a compressed file; null where it is none.</returns>
    private static async Task<string?> DigestAsync(Stream file, CancellationToken cancellationToken)
    {
        try
        {
            var gzip = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            await using var _ = gzip.ConfigureAwait(false);
            var hashing = new HashingStream(Stream.Null);
            await using var __ = hashing.ConfigureAwait(false);
            await gzip.CopyToAsync(hashing, cancellationToken).ConfigureAwait(false);
            return hashing.GetHash();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}

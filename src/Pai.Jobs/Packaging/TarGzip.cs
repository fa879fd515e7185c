using System.Formats.Tar;
using System.IO.Compression;

namespace Pai.Jobs;

/// <summary>Writes a source tree as a tar archive in gzip: sorted, without times and owners, so that the same tree gives the same bytes.</summary>
internal static class TarGzip
{
    /// <summary>Any fixed time after 1980 will do: zip files, and so wheels that the job builds from its code, know none before.</summary>
    private static readonly DateTimeOffset s_time = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task WriteAsync(SourceTree tree, Stream destination, CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(destination, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            var tar = new TarWriter(gzip, TarEntryFormat.Gnu, leaveOpen: true);
            await using (tar.ConfigureAwait(false))
            {
                foreach (var entry in tree.Entries)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await WriteAsync(tar, entry, tree.Root, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task WriteAsync(TarWriter tar, SourceEntry entry, string root, CancellationToken cancellationToken)
    {
        var type = entry.IsDirectory ? TarEntryType.Directory : entry.LinkTarget is null ? TarEntryType.RegularFile : TarEntryType.SymbolicLink;
        // Not PAX: .NET writes the id of the process into its headers, so that no two archives would be the same.
        var header = new GnuTarEntry(type, entry.Name) { Mode = entry.Mode, ModificationTime = s_time };
        if (entry.LinkTarget is { } target) header.LinkName = target;
        if (!entry.IsFile)
        {
            await tar.WriteEntryAsync(header, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            var content = new FileStream(entry.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (content.ConfigureAwait(false))
            {
                if (content.Length != entry.Size) throw new IOException("it changed while it was being packed");
                header.DataStream = content;
                await tar.WriteEntryAsync(header, cancellationToken).ConfigureAwait(false);
                if (content.Length != entry.Size) throw new IOException("it changed while it was being packed");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CodeArchiveException(root, [$"{entry.Name}: {e.Message}"], e);
        }
    }
}

using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs.Internal.Replay;

/// <summary>Reads the files of packed code.</summary>
internal static class CodeFiles
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The files and links by path, each with a string that is the same for the same content: its SHA-256 for a file.</summary>
    /// <exception cref="JobException">The archive is damaged.</exception>
    public static async Task<SortedDictionary<string, string>> ReadAsync(RecordedCode code, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await EachAsync(
            code, async entry => files[entry.Name] = await ContentAsync(entry, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        return files;
    }

    /// <summary>The number of files and links, and their bytes before they were packed.</summary>
    /// <exception cref="JobException">The archive is damaged.</exception>
    public static async Task<(int Files, long Bytes)> MeasureAsync(RecordedCode code, CancellationToken cancellationToken)
    {
        var (files, bytes) = (0, 0L);
        await EachAsync(
            code,
            entry =>
            {
                files++;
                bytes += entry.Length;
                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return (files, bytes);
    }

    private static async Task EachAsync(RecordedCode code, Func<TarEntry, Task> take, CancellationToken cancellationToken)
    {
        try
        {
            var source = await code.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = source.ConfigureAwait(false);
            var gzip = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
            await using var __ = gzip.ConfigureAwait(false);
            var tar = new TarReader(gzip, leaveOpen: true);
            await using var ___ = tar.ConfigureAwait(false);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                if (entry.EntryType != TarEntryType.Directory) await take(entry).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new JobException($"The code {code.Source} is damaged: {e.Message}", e);
        }
    }

    private static async Task<string> ContentAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        if (entry.EntryType == TarEntryType.SymbolicLink) return "link to " + entry.LinkName;
        var hash = entry.DataStream is { } data
            ? await SHA256.HashDataAsync(data, cancellationToken).ConfigureAwait(false)
            : SHA256.HashData([]);
        return $"sha256:{Convert.ToHexStringLower(hash)}{((entry.Mode & AnyExecute) != 0 ? " (executable)" : "")}";
    }
}

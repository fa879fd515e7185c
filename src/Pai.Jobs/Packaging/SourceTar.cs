using System.Formats.Tar;

namespace Pai.Jobs.Internal.Packaging;

/// <summary>
/// Writes a source tree as a tar archive: sorted, without times and owners, and with modes that follow from the content, so that the same
/// files give the same bytes on every system.
/// </summary>
internal static class SourceTar
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The end of every archive: two blocks of zeros. The writer leaves it out where there is no entry.</summary>
    private static readonly byte[] s_end = new byte[1024];

    /// <summary>As many bytes as Linux looks at for the interpreter.</summary>
    private const int MaxFirstLine = 256;

    private static readonly byte[] s_elf = [0x7F, (byte)'E', (byte)'L', (byte)'F'];

    /// <summary>Any fixed time after 1980: zip files, and so wheels that a job builds from its code, have no earlier one.</summary>
    private static readonly DateTimeOffset s_time = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="CodeArchiveException">A file cannot be read, or changed while it was being packed.</exception>
    /// <returns>What the user should know, in sentences.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(SourceTree tree, Stream destination, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        var tar = new TarWriter(destination, TarEntryFormat.Gnu, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            foreach (var entry in tree.Entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (entry.IsFile) await WriteFileAsync(tar, entry, tree.Root, warnings, cancellationToken).ConfigureAwait(false);
                else await tar.WriteEntryAsync(HeaderOf(entry), cancellationToken).ConfigureAwait(false);
            }
        }

        if (tree.Entries.Count == 0) await destination.WriteAsync(s_end, cancellationToken).ConfigureAwait(false);
        return warnings;
    }

    private static async Task WriteFileAsync(
        TarWriter tar, SourceEntry entry, string root, List<string> warnings, CancellationToken cancellationToken)
    {
        try
        {
            // Unbuffered: the writer brings its own buffer.
            var content = new FileStream(
                entry.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (content.ConfigureAwait(false))
            {
                var time = File.GetLastWriteTimeUtc(content.SafeFileHandle);
                var start = new byte[MaxFirstLine];
                var length = await RandomAccess.ReadAsync(content.SafeFileHandle, start, 0, cancellationToken).ConfigureAwait(false);
                if (content.Length != entry.Size) throw Changed();
                if (HasWindowsFirstLine(start.AsSpan(0, length)))
                {
                    warnings.Add(
                        $"The first line of {entry.Name} ends in CR LF. The system treats the CR as a part of the interpreter's "
                        + "name, and does not find it. Save the file with LF.");
                }

                var header = HeaderOf(entry);
                header.Mode = ModeOf(start.AsSpan(0, length));
                header.DataStream = content;
                await tar.WriteEntryAsync(header, cancellationToken).ConfigureAwait(false);

                if (content.Position != entry.Size || content.Length != entry.Size) throw Changed();
                if (File.GetLastWriteTimeUtc(content.SafeFileHandle) != time) throw Changed();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "it was deleted while it was being packed" : e.Message;
            throw new CodeArchiveException(root, [$"{entry.Name}: {reason}"], e);
        }

        static IOException Changed() => new("it changed while it was being packed");
    }

    /// <summary>Not PAX: .NET writes the id of the process into its headers, so that no two archives would be the same.</summary>
    private static GnuTarEntry HeaderOf(SourceEntry entry)
    {
        if (entry.IsDirectory) return new(TarEntryType.Directory, entry.Name) { Mode = Executable, ModificationTime = s_time };
        if (entry.LinkTarget is not { } target) return new(TarEntryType.RegularFile, entry.Name) { ModificationTime = s_time };
        return new(TarEntryType.SymbolicLink, entry.Name) { Mode = UnixFileMode.None, ModificationTime = s_time, LinkName = target };
    }

    private static bool HasWindowsFirstLine(ReadOnlySpan<byte> start) =>
        start.StartsWith("#!"u8) && start.IndexOf((byte)'\n') is > 0 and var end && start[end - 1] == '\r';

    /// <summary>Not the mode on disk: Windows has none, and elsewhere it depends on the umask and on how the files were copied.</summary>
    private static UnixFileMode ModeOf(ReadOnlySpan<byte> start) =>
        start.StartsWith("#!"u8) || start.StartsWith(s_elf) ? Executable : Plain;
}

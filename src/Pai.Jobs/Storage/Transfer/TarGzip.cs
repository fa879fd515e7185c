using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Pipelines;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Writes and reads <c>.tar.gz</c> archives.</summary>
internal static class TarGzip
{
    private const UnixFileMode Permissions = (UnixFileMode)0x1FF;

    public static bool IsName(string name) =>
        name.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    /// <summary>A stream of an archive, which is packed while it is read. Read it to its end, or dispose it.</summary>
    public static Stream Pack(IReadOnlyList<LocalFile> files, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        var packing = Task.Run(
            async () =>
            {
                try
                {
                    await PackAsync(files, pipe.Writer.AsStream(leaveOpen: true), cancellationToken).ConfigureAwait(false);
                    await pipe.Writer.CompleteAsync().ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    // The reader of the stream gets it.
                    await pipe.Writer.CompleteAsync(e).ConfigureAwait(false);
                }
            },
            CancellationToken.None);
        return new PackStream(pipe.Reader.AsStream(), packing);
    }

    /// <summary>Unpacks an archive into a new folder. Nothing is written outside of it, whatever the entries say.</summary>
    /// <exception cref="PaiException">An entry leads elsewhere, or is neither a file, a folder nor a link within the archive.</exception>
    public static async Task ExtractAsync(Stream archive, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var confined = new ConfinedFolder(folder);
        var gzip = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        await using var _ = gzip.ConfigureAwait(false);
        var reader = new TarReader(gzip, leaveOpen: true);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            try
            {
                await ExtractAsync(entry, confined, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException and not EndOfStreamException or UnauthorizedAccessException)
            {
                throw new PaiException($"The entry \"{entry.Name}\" of the archive cannot be unpacked: {e.Message}", e);
            }
        }
    }

    private static async Task ExtractAsync(TarEntry entry, ConfinedFolder folder, CancellationToken cancellationToken)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) return;
        var name = NameOf(entry.Name);
        if (name.Length == 0) return;
        if (LocalNames.ProblemOf(name, 0, OperatingSystem.IsWindows()) is { } problem)
            throw new PaiException($"The entry \"{entry.Name}\" of the archive {problem}. Nothing was unpacked.");
        var path = folder.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(folder.PathOf(name + "/"));
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                await WriteAsync(entry, path, cancellationToken).ConfigureAwait(false);
                break;
            case TarEntryType.HardLink when SourceOf(entry, folder) is { } source:
                // The same file under another name: a copy means the same to who reads it.
                File.Copy(source, path, overwrite: true);
                break;
            case TarEntryType.SymbolicLink when IsConfined(name, entry.LinkName):
                File.CreateSymbolicLink(path, entry.LinkName);
                break;
            default:
                var to = entry.LinkName.Length > 0 ? $" to {entry.LinkName}" : "";
                throw new PaiException(
                    $"The entry \"{entry.Name}\" of the archive is a {entry.EntryType}{to}: "
                    + "only files, folders and links within the archive are unpacked. Nothing was unpacked.");
        }
    }

    /// <summary>The file of the archive that a hard link is another name of; null when it is not one that is there.</summary>
    private static string? SourceOf(TarEntry entry, ConfinedFolder folder)
    {
        var name = NameOf(entry.LinkName);
        if (name.Length == 0 || LocalNames.ProblemOf(name, 0, OperatingSystem.IsWindows()) is not null) return null;
        var file = new FileInfo(folder.PathOf(name));
        return file.Exists && file.LinkTarget is null ? file.FullName : null;
    }

    /// <summary>The name without what means the same folder.</summary>
    private static string NameOf(string name)
    {
        while (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
        return name is "." ? "" : name.TrimEnd('/');
    }

    /// <summary>
    /// True if a link stays in the archive. Dots come first only: after the name of another link they would lead from where that leads.
    /// </summary>
    private static bool IsConfined(string name, string target)
    {
        if (target.Length == 0 || target.Contains('\\', StringComparison.Ordinal) || Path.IsPathRooted(target)) return false;
        var segments = target.Split('/');
        var up = segments.TakeWhile(s => s == "..").Count();
        return up <= name.Count(c => c == '/') && !segments.Skip(up).Contains("..");
    }

    private static async Task WriteAsync(TarEntry entry, string path, CancellationToken cancellationToken)
    {
        // A new file always: an entry cannot write through what an earlier one has made.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = (entry.Mode & Permissions) | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (File.Exists(path)) File.Delete(path);
        var file = new FileStream(path, options);
        await using var _ = file.ConfigureAwait(false);
        if (entry.DataStream is not null) await entry.DataStream.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private static async Task PackAsync(IReadOnlyList<LocalFile> files, Stream target, CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        await using var _ = gzip.ConfigureAwait(false);
        var writer = new TarWriter(gzip, TarEntryFormat.Gnu, leaveOpen: true);
        await using var __ = writer.ConfigureAwait(false);
        foreach (var file in files)
        {
            var source = new FileStream(
                file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);
            await using var ___ = source.ConfigureAwait(false);
            if (source.Length != file.Size) throw new SourceChangedException(file.Path);
            var entry = new GnuTarEntry(TarEntryType.RegularFile, file.Name)
            {
                DataStream = new ExactStream(source, file),
                ModificationTime = new DateTimeOffset(file.Modified, TimeSpan.Zero),
            };
            if (!OperatingSystem.IsWindows()) entry.Mode = File.GetUnixFileMode(source.SafeFileHandle) & Permissions;
            await writer.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>As many bytes of a file as its entry says, or an error: a file that changes would break the archive.</summary>
    private sealed class ExactStream(FileStream source, LocalFile file) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => file.Size;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var wanted = (int)Math.Min(buffer.Length, Length - _position);
            if (wanted == 0) return 0;
            var count = await source.ReadAsync(buffer[..wanted], cancellationToken).ConfigureAwait(false);
            if (count == 0) throw new SourceChangedException(file.Path);
            _position += count;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>The reading end; its end is the end of the packing too.</summary>
    private sealed class PackStream(Stream reader, Task packing) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            reader.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            reader.ReadAsync(buffer, offset, count, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            await packing.ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }
}

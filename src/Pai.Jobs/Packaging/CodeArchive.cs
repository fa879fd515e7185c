using System.IO.Compression;
using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs;

/// <summary>The code of a job, packed: a tar archive that is the same, byte for byte, for the same files on every system.</summary>
public sealed class CodeArchive
{
    private readonly IReadOnlyList<SourceEntry> _entries;

    private readonly IReadOnlyList<string> _except;

    private CodeArchive(
        SourceTree tree, string sha256, long tarSize, IReadOnlyList<string> except, IReadOnlyList<string> warnings)
    {
        _except = except;
        _entries = tree.Entries;
        Sha256 = sha256;
        TarSize = tarSize;
        ContentSize = tree.ContentSize;
        FileCount = tree.FileCount;
        Entries = [.. _entries.Select(e => e.Name)];
        LeftOut = tree.LeftOut;
        Warnings = [.. tree.Warnings, .. warnings];
    }

    /// <summary>The SHA-256 digest of the uncompressed archive, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The size of the uncompressed archive, in bytes.</summary>
    public long TarSize { get; }

    /// <summary>The size of the compressed archive, in bytes; null for a plan, which compresses nothing.</summary>
    public long? CompressedSize { get; private set; }

    /// <summary>The size of all files in it, in bytes.</summary>
    public long ContentSize { get; }

    /// <summary>The number of files in it; links and folders are not counted.</summary>
    public int FileCount { get; }

    /// <summary>The paths in it, sorted; folders end in a slash.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>
    /// The paths that are not packed, sorted, each with the reason: <c>bin/ (built in, beside a project file: /bin/)</c>. The content of a
    /// folder that is left out is not listed.
    /// </summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Warnings for the user, as sentences.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Packs a folder or a single file into a gzip-compressed tar archive.</summary>
    /// <param name="sourcePath">The folder, whose content becomes the archive's, or the file.</param>
    /// <param name="destinationFile">The archive; it appears complete or not at all.</param>
    /// <param name="options">How the source is packed.</param>
    /// <param name="cancellationToken">A token that cancels the operation; nothing is left behind.</param>
    /// <exception cref="CodeArchiveException">
    /// The source contains something that cannot be packed, cannot be read, changes while it is packed, or is not as expected; or the
    /// archive cannot be written.
    /// </exception>
    public static async Task<CodeArchive> CreateAsync(
        string sourcePath, string destinationFile, CodeArchiveOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(destinationFile);
        options ??= new();
        // The tree is read first, so that an archive made in the folder itself does not contain its own beginning.
        string[] except = [.. options.Expected?._except ?? options.Except, destinationFile];
        var tree = await ReadAsync(sourcePath, except, options, cancellationToken).ConfigureAwait(false);
        var partial = $"{destinationFile}.{Guid.NewGuid():N}.tmp";
        try
        {
            CodeArchive archive;
            var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
                await using (gzip.ConfigureAwait(false))
                    archive = await WriteAsync(tree, gzip, options, cancellationToken).ConfigureAwait(false);
                archive.CompressedSize = file.Length;
            }

            File.Move(partial, destinationFile, overwrite: true);
            return archive;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CodeArchiveException(tree.Root, [$"{destinationFile} cannot be written: {e.Message}"], e);
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    /// <summary>Finds what <see cref="CreateAsync"/> would pack, and its digest, without compressing or writing anything.</summary>
    /// <param name="sourcePath">The folder or the file.</param>
    /// <param name="options">How the source is packed.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="CodeArchiveException">
    /// The source contains something that cannot be packed, cannot be read, changes while it is read, or is not as expected.
    /// </exception>
    public static async Task<CodeArchive> PlanAsync(
        string sourcePath, CodeArchiveOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var tree = await ReadAsync(sourcePath, options.Except, options, cancellationToken).ConfigureAwait(false);
        return await WriteAsync(tree, Stream.Null, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The summary that a plan shows.</summary>
    internal CodeSummary ToSummary(string sourcePath) => new()
    {
        SourcePath = sourcePath,
        Sha256 = Sha256,
        TarSize = TarSize,
        ContentSize = ContentSize,
        FileCount = FileCount,
        Entries = Entries,
        LeftOut = LeftOut,
        Warnings = Warnings,
    };

    /// <summary>On another thread: folders can only be read while the caller waits.</summary>
    private static Task<SourceTree> ReadAsync(
        string sourcePath, IReadOnlyList<string> except, CodeArchiveOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        return Task.Run(
            () =>
            {
                try
                {
                    return SourceTree.Read(Path.GetFullPath(sourcePath), except, options, cancellationToken);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // There is no current directory for a relative path.
                    throw new CodeArchiveException(sourcePath, [e.Message], e);
                }
            },
            cancellationToken);
    }

    private static async Task<CodeArchive> WriteAsync(
        SourceTree tree, Stream destination, CodeArchiveOptions options, CancellationToken cancellationToken)
    {
        var hashing = new HashingStream(destination);
        await using (hashing.ConfigureAwait(false))
        {
            var warnings = await SourceTar.WriteAsync(tree, hashing, cancellationToken).ConfigureAwait(false);
            var archive = new CodeArchive(tree, hashing.GetHash(), hashing.Length, options.Except, warnings);
            if (options.Expected is { } expected && expected.Sha256 != archive.Sha256)
                throw new CodeArchiveException(tree.Root, [SourceChanges.Describe(expected._entries, archive._entries)]);
            return archive;
        }
    }
}

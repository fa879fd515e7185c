namespace Pai.Jobs;

/// <summary>The code of a job, packed: a gzip-compressed tar archive that is the same, byte for byte, for the same tree.</summary>
public sealed class CodeArchive
{
    private CodeArchive(SourceTree tree, string sha256, long size)
    {
        Sha256 = sha256;
        Size = size;
        ContentSize = tree.ContentSize;
        FileCount = tree.FileCount;
        Entries = [.. tree.Entries.Select(e => e.Name)];
        Warnings = tree.Warnings;
    }

    /// <summary>The SHA-256 digest of the archive, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The size of the archive, in bytes.</summary>
    public long Size { get; }

    /// <summary>The size of all files in it, in bytes.</summary>
    public long ContentSize { get; }

    /// <summary>The number of files in it, links and folders not counted.</summary>
    public int FileCount { get; }

    /// <summary>The paths in it, sorted; folders end in a slash.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>What the user should know, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Packs a folder or a single file.</summary>
    /// <param name="sourcePath">The folder, whose content becomes the archive's, or the file.</param>
    /// <param name="destinationFile">The archive; it appears complete or not at all.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the packing; nothing is left behind.</param>
    /// <exception cref="CodeArchiveException">The folder has what cannot be packed, or cannot be read.</exception>
    public static async Task<CodeArchive> CreateAsync(
        string sourcePath, string destinationFile, CodeArchiveOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(destinationFile);
        // The tree first: an archive that is made in the folder itself is no part of it, and neither is its beginning.
        var tree = await ReadAsync(sourcePath, Path.GetFullPath(destinationFile), options, cancellationToken).ConfigureAwait(false);
        var partial = $"{destinationFile}.{Guid.NewGuid():N}.tmp";
        try
        {
            CodeArchive archive;
            var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
                archive = await WriteAsync(tree, file, cancellationToken).ConfigureAwait(false);
            File.Move(partial, destinationFile, overwrite: true);
            return archive;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>What <see cref="CreateAsync"/> would pack, without writing it anywhere.</summary>
    /// <param name="sourcePath">The folder or the file.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="CodeArchiveException">The folder has what cannot be packed, or cannot be read.</exception>
    public static async Task<CodeArchive> PlanAsync(string sourcePath, CodeArchiveOptions? options = null, CancellationToken cancellationToken = default)
    {
        var tree = await ReadAsync(sourcePath, except: null, options, cancellationToken).ConfigureAwait(false);
        return await WriteAsync(tree, Stream.Null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>On another thread: folders can only be read while the caller waits.</summary>
    private static Task<SourceTree> ReadAsync(string sourcePath, string? except, CodeArchiveOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        return Task.Run(() => SourceTree.Read(sourcePath, except, options ?? new(), cancellationToken), cancellationToken);
    }

    private static async Task<CodeArchive> WriteAsync(SourceTree tree, Stream destination, CancellationToken cancellationToken)
    {
        var hashing = new HashingStream(destination);
        await using (hashing.ConfigureAwait(false))
        {
            await TarGzip.WriteAsync(tree, hashing, cancellationToken).ConfigureAwait(false);
            return new(tree, hashing.GetHash(), hashing.Length);
        }
    }
}

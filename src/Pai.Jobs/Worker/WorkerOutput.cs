using System.Collections.Concurrent;
using System.Text;
using Pai.Jobs.Internal.Worker;

namespace Pai.Jobs;

/// <summary>An output channel, as the job itself sees it: a folder.</summary>
/// <remarks>
/// On PAI-DLC the folder is a mount of OSS, where a file can be written from start to end only, renaming it copies it, and a killed job
/// may lose the end of an open file. So a reader goes by the manifest, which is written last. All nodes of a job have the same folder: the
/// names of their files have to differ, for instance by <see cref="JobContext.Rank"/>.
/// </remarks>
public sealed class WorkerOutput
{
    private readonly ChannelFiles _files;
    private readonly ConcurrentDictionary<string, Written> _written = new(StringComparer.Ordinal);

    internal WorkerOutput(string name, DataLocation? location, string path)
    {
        Name = name;
        Location = location;
        _files = new("output", name, path, followsLinks: false);
    }

    /// <summary>The channel's name.</summary>
    public string Name { get; }

    /// <summary>The location that the files go to; null where the platform tells the path alone.</summary>
    public DataLocation? Location { get; }

    /// <summary>The absolute path of the folder, with a slash at its end.</summary>
    public string Path => _files.Path;

    /// <summary>
    /// Lists the files that are there now, in ordinal order of their paths, without the manifest and those that are being written.
    /// </summary>
    /// <exception cref="JobException">The folder cannot be read.</exception>
    public IReadOnlyList<WorkerFile> ListFiles() =>
        [.. _files.List().Where(f => f.Path != OutputManifest.FileName && !AtomicFile.IsPartial(f.Path))];

    /// <summary>
    /// Writes a file: first under a temporary name in its folder, then it is renamed. It replaces one of its name, and a manifest that was
    /// published before is deleted first.
    /// </summary>
    /// <param name="path">The path in the output, with slashes; missing folders are created.</param>
    /// <param name="write">Writes the content to a stream, which cannot seek. When it throws, the file is as it was before.</param>
    /// <param name="cancellationToken">Cancels the writing; the file is as it was before.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, leads out of the output, or is the manifest's.</exception>
    /// <exception cref="JobException">The file cannot be written.</exception>
    public async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        var full = _files.Resolve(path);
        if (full == Path + OutputManifest.FileName)
            throw new ArgumentException($"\"{path}\" is the manifest, which PublishAsync writes.", nameof(path));
        try
        {
            RemoveManifest();
            var (size, crc) = await AtomicFile.WriteAsync(full, write, toDisk: false, cancellationToken).ConfigureAwait(false);
            _written[path] = new(size, crc, File.GetLastWriteTimeUtc(full));
        }
        catch (Exception e) when (ChannelFiles.IsFault(e))
        {
            throw _files.Failed($"has a file that cannot be written ({full})", e);
        }
    }

    /// <summary>Writes a file of UTF-8, as <see cref="WriteAsync"/> does.</summary>
    /// <param name="path">The path in the output, with slashes; missing folders are created.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Cancels the writing; the file is as it was before.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, leads out of the output, or is the manifest's.</exception>
    /// <exception cref="JobException">The file cannot be written.</exception>
    public Task WriteAllTextAsync(string path, string content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var bytes = Encoding.UTF8.GetBytes(content);
        return WriteAsync(path, async (s, t) => await s.WriteAsync(bytes, t).ConfigureAwait(false), cancellationToken);
    }

    /// <summary>
    /// Writes the manifest (<see cref="OutputManifest.FileName"/>): the name, size and CRC-64 of every file that is there now. Call it
    /// last, and on one node only, when all others have written their files.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation; there is no manifest then.</param>
    /// <returns>The manifest.</returns>
    /// <remarks>Files that this object has not written are read once for their CRC-64.</remarks>
    /// <exception cref="JobException">A file cannot be read, or the manifest cannot be written.</exception>
    public async Task<OutputManifest> PublishAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            RemoveManifest();
            var files = new List<ManifestFile>();
            foreach (var file in ListFiles())
            {
                var crc = await Crc64Async(file, cancellationToken).ConfigureAwait(false);
                files.Add(new() { Path = file.Path, Size = file.Size, Crc64 = crc });
            }

            var manifest = new OutputManifest { Files = files };
            var content = Encoding.UTF8.GetBytes(manifest.ToJson());
            await AtomicFile.WriteAsync(
                Path + OutputManifest.FileName,
                async (s, t) => await s.WriteAsync(content, t).ConfigureAwait(false),
                toDisk: true,
                cancellationToken).ConfigureAwait(false);
            return manifest;
        }
        catch (Exception e) when (ChannelFiles.IsFault(e))
        {
            throw _files.Failed("cannot be published", e);
        }
    }

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    private void RemoveManifest()
    {
        // Each time: another process, or another node, may have published in the meantime.
        if (File.Exists(Path + OutputManifest.FileName)) File.Delete(Path + OutputManifest.FileName);
    }

    private async Task<ulong> Crc64Async(WorkerFile file, CancellationToken cancellationToken)
    {
        if (_written.TryGetValue(file.Path, out var known) && known.Size == file.Size
            && known.Time == File.GetLastWriteTimeUtc(file.FullPath)) return known.Crc64;
        var stream = new FileStream(
            file.FullPath,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite,
            1 << 16,
            FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false)) return await AtomicFile.Crc64Async(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A file as it was right after it was written.</summary>
    private readonly record struct Written(long Size, ulong Crc64, DateTime Time);
}

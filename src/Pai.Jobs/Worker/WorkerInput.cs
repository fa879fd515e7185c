using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.Worker;

namespace Pai.Jobs;

/// <summary>An input channel, as the job itself sees it: a folder, or a single file.</summary>
/// <remarks>
/// Links are followed as long as they stay in the channel; others are not listed, and opening them throws. What is on a mount of OSS is
/// read from there: each opening is a request.
/// </remarks>
public sealed class WorkerInput
{
    private readonly ChannelFiles _files;

    internal WorkerInput(string name, DataLocation? location, string path)
    {
        Name = name;
        Location = location;
        _files = new("input", name, path, followsLinks: true);
    }

    /// <summary>The channel's name.</summary>
    public string Name { get; }

    /// <summary>The location that the job was submitted with; null where the platform tells the path alone.</summary>
    public DataLocation? Location { get; }

    /// <summary>The absolute path of the folder, with a slash at its end, or of the file.</summary>
    public string Path => _files.Path;

    /// <summary>True if the channel is a single file.</summary>
    public bool IsFile => _files.IsFile;

    /// <summary>Lists all files, those in folders too, in ordinal order of their paths.</summary>
    /// <exception cref="JobException">The folder cannot be read.</exception>
    public IReadOnlyList<WorkerFile> ListFiles() => _files.List();

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The path in the channel, with slashes; null for a channel that is a single file.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads out of the channel.</exception>
    /// <exception cref="JobException">
    /// There is no such file, or it cannot be read; or no path was given, and the channel is a folder.
    /// </exception>
    public Stream OpenRead(string? path = null)
    {
        var full = _files.ResolveFile(path);
        try
        {
            return new FileStream(
                full,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                1 << 16,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (ChannelFiles.IsFault(e))
        {
            throw _files.Failed($"has a file that cannot be read ({full})", e);
        }
    }

    /// <summary>Opens a file of UTF-8 (or UTF-16 with a byte order mark) for reading.</summary>
    /// <param name="path">The path in the channel, with slashes; null for a channel that is a single file.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads out of the channel.</exception>
    /// <exception cref="JobException">
    /// There is no such file, or it cannot be read; or no path was given, and the channel is a folder.
    /// </exception>
    public StreamReader OpenText(string? path = null) => new(OpenRead(path));

    /// <summary>Reads the lines of a file, without keeping more than one in memory.</summary>
    /// <param name="path">The path in the channel, with slashes; null for a channel that is a single file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads out of the channel.</exception>
    /// <exception cref="JobException">
    /// There is no such file, or it cannot be read; or no path was given, and the channel is a folder.
    /// </exception>
    public async IAsyncEnumerable<string> ReadLinesAsync(
        string? path = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = OpenText(path);
        while (await ReadLineAsync(reader, cancellationToken).ConfigureAwait(false) is { } line) yield return line;
    }

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    private async ValueTask<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ChannelFiles.IsFault(e))
        {
            throw _files.Failed("cannot be read", e);
        }
    }
}

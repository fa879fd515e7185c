using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.Files;

namespace Pai.Jobs.Internal.Running;

/// <summary>Reads an output that is a folder of this machine.</summary>
internal sealed class OutputFolder : IOutputContent
{
    private readonly JobOutput _output;
    private readonly string _root;

    private OutputFolder(JobOutput output, string root)
    {
        _output = output;
        _root = root;
    }

    /// <exception cref="JobException">The job has put a link in the place of the folder.</exception>
    public static OutputFolder Of(JobOutput output, string root) =>
        new DirectoryInfo(Path.TrimEndingDirectorySeparator(root)).LinkTarget is { } target
            ? throw new JobException($"The output \"{output.Name}\" at {root} is a link to {target}, which is not followed.")
            : new(output, root);

    public async IAsyncEnumerable<OutputFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_root))
        {
            throw new JobException(
                $"The output \"{_output.Name}\" has no folder {_root}. The run was deleted, or it is on another machine.");
        }

        foreach (var file in await Task.Run(() => Files(cancellationToken), cancellationToken).ConfigureAwait(false)) yield return file;
    }

    public Task<bool> ExistsAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(IsFile(Resolve(path)));
    }

    public Task<Stream> OpenReadAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var full = Resolve(path);
        if (!IsFile(full)) throw new JobException($"The output \"{_output.Name}\" has no file {path}. It is at {_output.Location}.");
        try
        {
            return Task.FromResult<Stream>(new FileStream(
                full,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                1 << 16,
                FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
    }

    public async Task<int> CopyToAsync(string directory, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var count = 0;
        await foreach (var file in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            await CopyAsync(file.Path, Path.Combine(directory, file.Path), cancellationToken).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    private async Task CopyAsync(string path, string target, CancellationToken cancellationToken)
    {
        // Not the name with an ending: it may be as long as names can be.
        var folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
        var partial = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            var source = await OpenReadAsync(path, cancellationToken).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                var copy = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
                await using (copy.ConfigureAwait(false)) await source.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            }

            File.Move(partial, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The file {path} of the output \"{_output.Name}\" cannot be copied to {target}: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    private List<OutputFile> Files(CancellationToken cancellationToken)
    {
        var files = new List<OutputFile>();
        try
        {
            if (Directory.Exists(_root)) Add(new(_root), "", files, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }

        files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private static void Add(DirectoryInfo folder, string prefix, List<OutputFile> files, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            if (item.LinkTarget is not null) continue;
            if (item is DirectoryInfo child) Add(child, prefix + item.Name + "/", files, cancellationToken);
            else if (item is FileInfo file && IsFile(file.FullName))
            {
                files.Add(new()
                {
                    Path = prefix + file.Name,
                    Size = file.Length,
                    LastModified = new(file.LastWriteTimeUtc, TimeSpan.Zero),
                });
            }
        }
    }

    /// <summary>The full path of a file, which neither its segments nor a link leads out of the output.</summary>
    private string Resolve(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Refuse(path) is { } problem) throw new ArgumentException($"\"{path}\" {problem}.", nameof(path));
        var full = _root;
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            full = Path.Combine(full, segment);
            if (new FileInfo(full).LinkTarget is not null)
                throw new ArgumentException($"\"{path}\" leads through the link {full}; links in outputs are not followed.", nameof(path));
        }

        return full;
    }

    /// <summary>A job may give a file any name; a path must only not lead out of the output.</summary>
    private static string? Refuse(string path) =>
        path.Length == 0 ? "is empty"
        : path.Contains('\0', StringComparison.Ordinal) ? "has a NUL character"
        : Path.IsPathRooted(path) || path[0] == '/' ? "is absolute; give the path in the output"
        : path.Split('/').Any(s => s is "." or "..") ? "has a segment . or .., which may lead out of the output"
        : null;

    /// <summary>A pipe or a device would be opened as a file too, and block.</summary>
    private static bool IsFile(string path) => File.Exists(path) && UnixFileKind.IsRegular(path);

    private JobException Unreadable(Exception e) =>
        new($"The output \"{_output.Name}\" at {_output.Location} cannot be read: {e.Message}", e);
}

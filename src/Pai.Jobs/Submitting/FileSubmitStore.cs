namespace Pai.Jobs.Internal.Submitting;

/// <summary>Entries on a disk. Each is a folder with one file, which gets its name when the file is complete.</summary>
/// <remarks>
/// Renaming a folder is the one step that no system does over what is there, if that is a folder with a file in it. For files, .NET looks
/// first and renames then.
/// </remarks>
internal sealed class FileSubmitStore(string folder, TimeProvider clock) : ISubmitStore
{
    public const string NewPrefix = ".new-";

    private const string FileName = "entry.json";

    public Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(TryCreate(Path.Combine(folder, name), content.Span));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The submit key cannot be recorded in {folder}: {e.Message}", e);
        }
    }

    public Task<SubmitEntry?> TryReadAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = Path.Combine(folder, name, FileName);
        try
        {
            var content = File.ReadAllBytes(file);
            return Task.FromResult<SubmitEntry?>(new(content, clock.GetUtcNow() - File.GetLastWriteTimeUtc(file)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<SubmitEntry?>(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The record of the submit key cannot be read from {file}: {e.Message}", e);
        }
    }

    private bool TryCreate(string final, ReadOnlySpan<byte> content)
    {
        if (Directory.Exists(final)) return false;
        var parent = Path.GetDirectoryName(final)!;
        CreateOwn(folder);
        Directory.CreateDirectory(parent);
        var staging = Directory.CreateDirectory(Path.Combine(parent, NewPrefix + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            Write(Path.Combine(staging, FileName), content);
            Directory.Move(staging, final);
            return true;
        }
        catch (IOException) when (Directory.Exists(final))
        {
            TryDelete(staging);
            return false;
        }
        catch
        {
            TryDelete(staging);
            throw;
        }
    }

    private void Write(string path, ReadOnlySpan<byte> content)
    {
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(content);
            // A loss of power after the renaming must not leave an empty entry.
            file.Flush(flushToDisk: true);
        }

        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
    }

    private static void CreateOwn(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void TryDelete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The clean-up of old runs takes it.
        }
    }
}

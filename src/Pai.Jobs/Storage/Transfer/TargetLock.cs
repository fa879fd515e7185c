using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// The right to be the only transfer to a target: between processes, and between tasks of one. The end of a process ends it too.
/// </summary>
internal sealed class TargetLock : IDisposable
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly string _path;
    private readonly FileStream _file;

    private TargetLock(string path, FileStream file) => (_path, _file) = (path, file);

    /// <exception cref="PaiException">Another transfer has it.</exception>
    public static TargetLock Take(string path, string target)
    {
        while (true)
        {
            var file = Open(path, target);
            if (IsStill(path, file)) return new(path, file);
            // Between the opening and the locking, the one that had it has deleted it.
            file.Dispose();
        }
    }

    /// <summary>Takes the lock as soon as no other has it.</summary>
    /// <param name="path">The file of the lock, in a folder that exists.</param>
    /// <param name="poll">How long to wait between two looks.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static async Task<TargetLock> WaitAsync(
        string path, TimeSpan poll, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryOpen(path) is { } file)
            {
                if (IsStill(path, file)) return new(path, file);
                file.Dispose();
                continue;
            }

            await Task.Delay(poll, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        // Deleted while it is held: later, it could be another one's already. Windows deletes it when it is closed.
        if (!OperatingSystem.IsWindows()) File.Delete(_path);
        _file.Dispose();
    }

    private static FileStream Open(string path, string target) => TryOpen(path)
        ?? throw new PaiException($"Another transfer to {target} is running: it holds the lock {path}. Wait for it, or end it.");

    /// <returns>Null where another has the lock.</returns>
    private static FileStream? TryOpen(string path)
    {
        try
        {
            var options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, options);
        }
        catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            return null;
        }
    }

    /// <summary>
    /// True if the path leads to the file that is locked. A date that no other file has tells them apart: opening the path would meet the
    /// lock.
    /// </summary>
    [SuppressMessage("Security", "CA5394", Justification = "The date only has to differ.")]
    private static bool IsStill(string path, FileStream file)
    {
        if (OperatingSystem.IsWindows()) return true;
        var mark = DateTime.UnixEpoch.AddMilliseconds(Random.Shared.NextInt64(1L << 40));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(path) == mark;
    }
}

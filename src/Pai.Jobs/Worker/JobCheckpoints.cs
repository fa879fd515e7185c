using System.Globalization;
using System.Text.Json;
using Pai.Jobs.Internal.Worker;

namespace Pai.Jobs;

/// <summary>
/// Numbered checkpoints of a job in a folder that survives it. Each is a file <c>checkpoint-00000001</c>, complete when
/// <c>checkpoint-00000001.json</c> with its size and CRC-64 is there too.
/// </summary>
/// <remarks>Safe to use from several threads; saves follow each other. One process at a time uses a folder.</remarks>
#pragma warning disable CA1001 // A semaphore whose handle is not used holds nothing to release.
public sealed class JobCheckpoints
{
    private const string Prefix = "checkpoint-";
    private const string MarkerEnding = ".json";

    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly int _keep;

    internal JobCheckpoints(string folder, int keep) => (Folder, _keep) = (folder, keep);

    /// <summary>The folder, with a slash at its end.</summary>
    public string Folder { get; }

    /// <summary>Saves a checkpoint, and then deletes those that are not to be kept.</summary>
    /// <param name="write">
    /// Writes the state to a stream, which cannot seek. When it throws, the earlier checkpoints are as they were.
    /// </param>
    /// <param name="cancellationToken">
    /// Cancels the operation; the earlier checkpoints are as they were. Not <see cref="JobContext.Stopping"/>, when it is that which makes
    /// the job save.
    /// </param>
    /// <returns>The number of the checkpoint, from 1.</returns>
    /// <exception cref="JobException">It cannot be written.</exception>
    public async Task<int> SaveAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var earlier = Numbers();
            var number = earlier.Count == 0 ? 1 : earlier[^1] + 1;
            var path = PathOf(number);
            var (size, crc) = await AtomicFile.WriteAsync(path, write, toDisk: true, cancellationToken).ConfigureAwait(false);
            var marker = JsonSerializer.SerializeToUtf8Bytes(
                new() { Size = size, Crc64 = crc.ToString(CultureInfo.InvariantCulture) }, CheckpointContext.Default.CheckpointMarker);
            await AtomicFile.WriteAsync(
                path + MarkerEnding,
                async (s, t) => await s.WriteAsync(marker, t).ConfigureAwait(false),
                toDisk: true,
                cancellationToken).ConfigureAwait(false);
            DeleteOld([.. earlier, number]);
            AtomicFile.DeleteLeftovers(Folder);
            return number;
        }
        catch (Exception e) when (ChannelFiles.IsFault(e))
        {
            throw new JobException($"A checkpoint cannot be written to {Folder}: {e.Message}", e);
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Opens the newest complete checkpoint. One that is incomplete or damaged is passed over.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The content, which has been compared with its CRC-64; null where there is no complete checkpoint.</returns>
    /// <exception cref="JobException">The folder cannot be read.</exception>
    public async Task<Stream?> OpenLatestAsync(CancellationToken cancellationToken = default)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var number in Numbers().AsEnumerable().Reverse())
                if (await TryOpenAsync(PathOf(number), cancellationToken).ConfigureAwait(false) is { } stream) return stream;
            return null;
        }
        catch (Exception e) when (ChannelFiles.IsFault(e))
        {
            throw new JobException($"The checkpoints in {Folder} cannot be read: {e.Message}", e);
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Restores the state from the newest complete checkpoint.</summary>
    /// <param name="read">Reads the state from a stream.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False where there is no complete checkpoint: the job begins at its start.</returns>
    /// <exception cref="JobException">The folder cannot be read.</exception>
    public async Task<bool> TryRestoreAsync(Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        var stream = await OpenLatestAsync(cancellationToken).ConfigureAwait(false);
        if (stream is null) return false;
        await using (stream.ConfigureAwait(false)) await read(stream, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private string PathOf(int number) => FormattableString.Invariant($"{Folder}{Prefix}{number:D8}");

    /// <summary>The numbers of all checkpoints, complete or not, in order.</summary>
    private List<int> Numbers() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, Prefix + "*").Select(NumberOf).OfType<int>().Distinct().Order()]
        : [];

    private static int? NumberOf(string path)
    {
        var name = Path.GetFileName(path.AsSpan())[Prefix.Length..];
        if (name.EndsWith(MarkerEnding)) name = name[..^MarkerEnding.Length];
        return name.Length >= 8 && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static async Task<Stream?> TryOpenAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) || ReadMarker(path + MarkerEnding) is not { } marker) return null;
        var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        try
        {
            if (stream.Length == marker.Size)
            {
                var crc = await AtomicFile.Crc64Async(stream, cancellationToken).ConfigureAwait(false);
                stream.Position = 0;
                if (crc.ToString(CultureInfo.InvariantCulture) == marker.Crc64) return stream;
            }
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await stream.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    private static CheckpointMarker? ReadMarker(string path)
    {
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), CheckpointContext.Default.CheckpointMarker)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Deletes all but the newest complete ones. The marker goes first: what is left of an interruption is incomplete.</summary>
    private void DeleteOld(List<int> numbers)
    {
        var kept = numbers.AsEnumerable().Reverse().Where(n => File.Exists(PathOf(n) + MarkerEnding)).Take(_keep).ToHashSet();
        foreach (var path in numbers.Where(n => !kept.Contains(n)).Select(PathOf))
        {
            File.Delete(path + MarkerEnding);
            File.Delete(path);
        }
    }
}

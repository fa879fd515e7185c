using System.Collections.Concurrent;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Worker;

/// <summary>Writes a file that is there complete or not at all.</summary>
internal static class AtomicFile
{
    private const string Ending = ".tmp";

    /// <summary>The files that this process is writing.</summary>
    private static readonly ConcurrentDictionary<string, bool> s_written = new(StringComparer.Ordinal);

    /// <summary>Writes the file under another name, and gives it its own at the end.</summary>
    /// <param name="path">The file; its folder is created when it is missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="toDisk">True if to wait until the disk has it: it then survives a crash of the machine.</param>
    /// <param name="cancellationToken">Cancels the writing; the file is then as it was.</param>
    /// <returns>The size in bytes, and the CRC-64.</returns>
    public static async Task<(long Size, ulong Crc64)> WriteAsync(
        string path, Func<Stream, CancellationToken, Task> write, bool toDisk, CancellationToken cancellationToken)
    {
        // Not the name with an ending: it may be as long as names can be.
        var folder = Path.GetDirectoryName(path)!;
        var partial = Path.Combine(folder, $".{Guid.NewGuid():N}{Ending}");
        Directory.CreateDirectory(folder);
        s_written[partial] = true;
        try
        {
            long size;
            ulong crc;
            var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                var content = new CrcStream(file);
                await using (content.ConfigureAwait(false))
                {
                    await write(content, cancellationToken).ConfigureAwait(false);
                    await content.FlushAsync(cancellationToken).ConfigureAwait(false);
                    if (toDisk) file.Flush(flushToDisk: true);
                    (size, crc) = (content.Size, content.Crc64);
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(partial, path, overwrite: true);
            return (size, crc);
        }
        finally
        {
            File.Delete(partial);
            s_written.TryRemove(partial, out _);
        }
    }

    /// <summary>Deletes what killed processes have left half-written in a folder that this process alone writes to.</summary>
    public static void DeleteLeftovers(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, ".*" + Ending))
            if (IsPartial(path) && !s_written.ContainsKey(path)) File.Delete(path);
    }

    /// <summary>True if a file is one that is being written, or was left by a process that was killed.</summary>
    public static bool IsPartial(string path)
    {
        var name = Path.GetFileName(path);
        return name.Length == 1 + 32 + Ending.Length && name[0] == '.' && name.EndsWith(Ending, StringComparison.Ordinal)
            && name.Substring(1, 32).All(char.IsAsciiHexDigitLower);
    }

    /// <summary>The CRC-64 of a stream's rest.</summary>
    public static async Task<ulong> Crc64Async(Stream stream, CancellationToken cancellationToken)
    {
        var crc = OssCrc64.Create();
        await crc.AppendAsync(stream, cancellationToken).ConfigureAwait(false);
        return crc.GetCurrentHashAsUInt64();
    }
}

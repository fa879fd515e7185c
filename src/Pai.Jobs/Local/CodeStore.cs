using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Local;

/// <summary>The packed code of all runs: each archive once, in a folder named after its content.</summary>
internal static class CodeStore
{
    public const string FolderName = ".code";
    public const string ArchiveName = "code.tar.gz";

    private const string Prefix = "sha256-";
    private const string StagingPrefix = ".staging-";

    /// <summary>As long as an archive is young, a run that is being prepared may be about to refer to it.</summary>
    private static readonly TimeSpan s_unusedAge = TimeSpan.FromDays(1);

    /// <summary>True if an archive is there already.</summary>
    public static bool Has(string runsDirectory, string sha256) => File.Exists(Path.Combine(FolderOf(runsDirectory, sha256), ArchiveName));

    /// <summary>Packs the code as it was when the job was prepared, unless it is there already.</summary>
    /// <exception cref="CodeArchiveException">The source has changed since.</exception>
    public static Task AddAsync(
        string runsDirectory, string source, CodeArchive prepared, TimeProvider clock, CancellationToken cancellationToken) =>
        AddAsync(
            runsDirectory,
            prepared.Sha256,
            file => CodeArchive.CreateAsync(source, file, new() { Expected = prepared }, cancellationToken),
            clock);

    /// <summary>Puts the code of an earlier run there, unless it is there already.</summary>
    /// <exception cref="JobException">It is damaged.</exception>
    public static Task AddAsync(string runsDirectory, RecordedCode code, TimeProvider clock, CancellationToken cancellationToken) =>
        AddAsync(runsDirectory, code.Sha256, file => CodeCopy.SaveAsync(code, file, cancellationToken), clock);

    /// <summary>Writes an archive beside the store's, and moves it there when it is whole.</summary>
    private static async Task AddAsync(string runsDirectory, string sha256, Func<string, Task> write, TimeProvider clock)
    {
        var folder = FolderOf(runsDirectory, sha256);
        if (TryUse(folder, clock)) return;
        var store = Path.Combine(runsDirectory, FolderName);
        Directory.CreateDirectory(store);
        OwnFolder.Restrict(store);
        var name = OwnedFolder.Name(StagingPrefix, Guid.NewGuid().ToString("N"));
        var staging = Directory.CreateDirectory(Path.Combine(store, name)).FullName;
        try
        {
            await write(Path.Combine(staging, ArchiveName)).ConfigureAwait(false);
            if (!TryUse(folder, clock)) Publish(staging, folder, clock);
        }
        finally
        {
            RunDeletion.TryDelete(staging);
        }
    }

    /// <summary>The code of a run; null where it is not there any more.</summary>
    public static RecordedCode? Find(string runsDirectory, string? sha256)
    {
        if (sha256 is null || !Has(runsDirectory, sha256)) return null;
        var path = Path.Combine(FolderOf(runsDirectory, sha256), ArchiveName);
        return new(sha256, path, _ => Task.FromResult<Stream>(File.OpenRead(path)));
    }

    /// <summary>The folder of an archive.</summary>
    public static string FolderOf(string runsDirectory, string sha256) => Path.Combine(runsDirectory, FolderName, Prefix + sha256);

    /// <summary>Deletes the archives that no run refers to, and what killed processes left behind.</summary>
    public static void DeleteUnused(string runsDirectory, DateTimeOffset now)
    {
        var store = Path.Combine(runsDirectory, FolderName);
        if (!Directory.Exists(store)) return;
        var old = Directory.EnumerateDirectories(store)
            .Where(p => Path.GetFileName(p).StartsWith(StagingPrefix, StringComparison.Ordinal)
                ? OwnedFolder.IsAbandoned(p, now)
                : now - Directory.GetLastWriteTimeUtc(p) > s_unusedAge)
            .ToList();
        if (old.Count == 0) return;
        var used = Directory.EnumerateDirectories(runsDirectory)
            .Select(p => RunRecord.TryRead(new(p))?.CodeSha256)
            .OfType<string>().Select(s => FolderOf(runsDirectory, s)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in old.Where(p => !used.Contains(p))) RunDeletion.Delete(path);
        if (!Directory.EnumerateFileSystemEntries(store).Any()) TryDeleteEmpty(store);
    }

    /// <summary>Makes an archive that is there young again, so that no clean-up takes it away.</summary>
    private static bool TryUse(string folder, TimeProvider clock)
    {
        if (!File.Exists(Path.Combine(folder, ArchiveName))) return false;
        Directory.SetLastWriteTimeUtc(folder, clock.GetUtcNow().UtcDateTime);
        return true;
    }

    private static void Publish(string staging, string folder, TimeProvider clock)
    {
        try
        {
            Directory.Move(staging, folder);
        }
        catch (IOException) when (TryUse(folder, clock))
        {
            // Another process was quicker with the same code.
        }
    }

    private static void TryDeleteEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Someone packs code right now.
        }
    }
}

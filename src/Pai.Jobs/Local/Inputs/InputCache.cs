using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// The objects that were inputs of runs, each downloaded once, under a name made of what identifies its content. Runs have hard links to
/// them: what is deleted here stays with the runs that use it.
/// </summary>
/// <param name="runsDirectory">The folder of all runs.</param>
/// <param name="storage">Where the objects are.</param>
/// <param name="clock">The clock.</param>
internal sealed class InputCache(string runsDirectory, OssStorage storage, TimeProvider clock)
{
    public const string FolderName = ".inputs";

    /// <summary>That of a SHA-256 in hexadecimal digits: other files belong to downloads.</summary>
    private const int NameLength = 64;

    private const int MaxTries = 3;
    private const int MaxParallel = 8;

    /// <summary>The age at which the files of an interrupted download are deleted.</summary>
    private static readonly TimeSpan s_partialAge = TimeSpan.FromDays(7);

    private static readonly TimeSpan s_lockPoll = TimeSpan.FromMilliseconds(20);

    private readonly string _root = Path.Combine(runsDirectory, FolderName);

    /// <summary>Makes the files of an input in a folder that has none of them yet.</summary>
    /// <param name="input">The input.</param>
    /// <param name="folder">The folder of the channel.</param>
    /// <param name="cancellationToken">Cancels the operation; what was downloaded stays.</param>
    /// <exception cref="PaiException">An object has changed since the job was prepared, or cannot be downloaded.</exception>
    public async Task FillAsync(OssInput input, string folder, CancellationToken cancellationToken)
    {
        await CheckAsync(input, cancellationToken).ConfigureAwait(false);
        var files = input.Objects.Where(o => !o.IsFolder).ToList();
        Directory.CreateDirectory(folder);
        foreach (var empty in input.Objects.Where(o => o.IsFolder)) Directory.CreateDirectory(Path.Combine(folder, empty.Path));
        for (var tries = 1; files.Count > 0; tries++)
        {
            var missing = files.FindAll(f => !IsWhole(f));
            if (missing.Count > 0) await DownloadAsync(input, missing, cancellationToken).ConfigureAwait(false);
            // Between the two another process may have deleted some: its cache was full.
            files = [.. files.Where(f => !TryPlace(f, Path.Combine(folder, f.Path), input.IsWritable))];
            if (files.Count > 0 && tries == MaxTries)
            {
                throw new PaiException(
                    $"{input.Title} does not fit into the cache {_root}: it is deleted at once. "
                    + "Set LocalBackendOptions.InputCacheBytes to more than the inputs of the runs that start together.");
            }
        }
    }

    /// <summary>Deletes what was used longest ago until the rest fits, and what interrupted downloads have left for a week.</summary>
    /// <param name="runsDirectory">The folder of all runs.</param>
    /// <param name="maxBytes">The size of what is kept.</param>
    /// <param name="now">The time.</param>
    public static void Trim(string runsDirectory, long maxBytes, DateTimeOffset now)
    {
        var root = new DirectoryInfo(Path.Combine(runsDirectory, FolderName));
        if (!root.Exists) return;
        var entries = new List<FileInfo>();
        foreach (var file in root.EnumerateFiles())
        {
            if (file.Name.Length == NameLength) entries.Add(file);
            else if (file.Extension is ".part" or ".json" && now - file.LastWriteTimeUtc > s_partialAge) file.Delete();
        }

        var size = entries.Sum(e => e.Length);
        foreach (var entry in entries.OrderBy(e => e.LastAccessTimeUtc))
        {
            if (size <= maxBytes) break;
            size -= entry.Length;
            entry.Delete();
        }
    }

    /// <summary>Looks whether the location still has the objects that it had when the job was prepared, no more and no fewer.</summary>
    private async Task CheckAsync(OssInput input, CancellationToken cancellationToken)
    {
        IReadOnlyList<OssInputObject> now;
        try
        {
            (_, now) = await OssInputPlan.FindAsync(input.Location, storage, cancellationToken).ConfigureAwait(false);
        }
        catch (PaiException e) when (e is not OssException)
        {
            throw Changed(input, $"It cannot be used any more. {e.Message}");
        }

        var byPath = input.Objects.ToDictionary(o => o.Path, StringComparer.Ordinal);
        foreach (var item in now)
        {
            if (!byPath.Remove(item.Path, out var was))
            {
                // A run that gets a part does not see what is new.
                if (input.LeftOut is not null) continue;
                throw Changed(input, $"{item.Location} is new.");
            }

            if (!was.IsSame(item)) throw Changed(input, $"{item.Location} is another object now.");
        }

        if (byPath.Count > 0) throw Changed(input, $"{byPath.Values.First().Location} is gone.");
    }

    private static PaiException Changed(OssInput input, string how) =>
        new($"{input.Title} has changed since the job was prepared: {how} Run the job again.");

    /// <summary>
    /// Downloads objects. One process at a time does: others wait, and find most of it there. Only when a second look at the location has
    /// shown the same objects do the files count.
    /// </summary>
    private async Task DownloadAsync(OssInput input, List<OssInputObject> missing, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_root);
        OwnFolder.Restrict(_root);
        using var held = await TargetLock.WaitAsync(Path.Combine(_root, "lock"), s_lockPoll, clock, cancellationToken)
            .ConfigureAwait(false);
        missing = missing.FindAll(f => !IsWhole(f));
        if (missing.Count == 0) return;
        var options = new DownloadOptions { SkipIdentical = false };
        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (file, token) => await storage.DownloadAsync(file.Location, PathOf(file), options, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        var (_, now) = await OssInputPlan.FindAsync(input.Location, storage, cancellationToken).ConfigureAwait(false);
        var byPath = now.ToDictionary(o => o.Path, StringComparer.Ordinal);
        foreach (var file in missing)
        {
            if (byPath.TryGetValue(file.Path, out var same) && same.IsSame(file))
            {
                Seal(file);
                continue;
            }

            File.Delete(PathOf(file));
            throw Changed(input, $"{file.Location} is another object now.");
        }
    }

    private string PathOf(OssInputObject file) => Path.Combine(_root, file.CacheName);

    /// <summary>True if the file is complete and unchanged since its download: a job without isolation can write to its link.</summary>
    private bool IsWhole(OssInputObject file)
    {
        var entry = new FileInfo(PathOf(file));
        return entry.Exists && entry.Length == file.Info.Size && entry.LastWriteTimeUtc == TimeOf(file);
    }

    /// <summary>Marks a file as complete with the time of its object, which any writing changes.</summary>
    private void Seal(OssInputObject file)
    {
        var path = PathOf(file);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetLastWriteTimeUtc(path, TimeOf(file));
    }

    private static DateTime TimeOf(OssInputObject file) => (file.Info.LastModified ?? DateTimeOffset.UnixEpoch).UtcDateTime;

    /// <returns>False when the file is not in the cache any more.</returns>
    private bool TryPlace(OssInputObject file, string path, bool isWritable)
    {
        var entry = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            // The time of its last use; that of its last change stays.
            File.SetLastAccessTimeUtc(entry, clock.GetUtcNow().UtcDateTime);
            if (isWritable || !HardLink.TryCreate(entry, path)) Copy(entry, path, isWritable);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static void Copy(string entry, string path, bool isWritable)
    {
        File.Copy(entry, path);
        if (isWritable && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }
}

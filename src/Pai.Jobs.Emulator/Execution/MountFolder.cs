using Pai.Jobs.Internal.Files;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A mount as a folder of this machine: it gets the objects before a job, and gives back what has changed afterwards.</summary>
internal sealed class MountFolder(JobMount mount, string path, OssService service)
{
    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>The files as they were downloaded, by their paths below the folder.</summary>
    private readonly Dictionary<string, (long Length, ulong Crc64)> _downloaded = new(StringComparer.Ordinal);

    public JobMount Mount => mount;

    public string Path => path;

    /// <summary>Downloads the objects. Those whose keys are not paths of files are left out.</summary>
    /// <param name="check">Is called now and then; its exception ends the download.</param>
    /// <exception cref="ServiceErrorException">The bucket does not exist, or belongs to another account.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public void Download(Action check)
    {
        Directory.CreateDirectory(path);
        var bucket = service.FindBucket(mount.Bucket);
        var keys = bucket.Read(mount.Prefix, inclusive: true, found => found
            .Select(one => one.Key).TakeWhile(key => key.StartsWith(mount.Prefix, StringComparison.Ordinal)).ToList());
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in keys.Select(key => key[mount.Prefix.Length..]).Where(IsPath)) AddFolders(name, folders);
        foreach (var folder in folders) Directory.CreateDirectory(In(folder));
        foreach (var key in keys)
        {
            check();
            var name = key[mount.Prefix.Length..];
            // Where there are the objects a and a/b, a is a folder.
            if (!IsPath(name) || name.EndsWith('/') || folders.Contains(name) || !bucket.TryOpen(key, out var found)) continue;
            try
            {
                Write(found.Pieces, In(name), check);
                _downloaded[name] = (found.Length, found.Crc64);
            }
            finally
            {
                found.Pieces.Release();
            }
        }
    }

    /// <summary>Uploads the files that are new or have changed, and deletes the objects whose files are gone.</summary>
    /// <param name="rules">What the mounts of the service cannot do.</param>
    /// <returns>What was not uploaded, and why, as sentences.</returns>
    public IReadOnlyList<string> Upload(MountLimits rules)
    {
        if (!mount.IsWritable) return [];
        var (bucket, problems) = (service.FindBucket(mount.Bucket), new List<string>());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Files(new(path), "", rules, problems))
        {
            seen.Add(file);
            try
            {
                UploadFile(bucket, file, rules, problems);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ServiceErrorException)
            {
                problems.Add($"{mount.Path}/{file} cannot be uploaded: {e.Message}");
            }
        }

        foreach (var name in _downloaded.Keys.Where(name => !seen.Contains(name))) bucket.Delete(mount.Prefix + name);
        return problems;
    }

    private void UploadFile(Bucket bucket, string file, MountLimits rules, List<string> problems)
    {
        using var source = File.OpenHandle(In(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var hadBefore = _downloaded.TryGetValue(file, out var before);
        var received = Intake.Copy(source, service.Store, before.Length, out var crcOfBeginning);
        if (hadBefore && received.Content.Length == before.Length && received.Crc64 == before.Crc64)
        {
            received.Content.Release();
            return;
        }

        var isAppended = hadBefore && before.Length > 0 && received.Content.Length > before.Length && crcOfBeginning == before.Crc64;
        if (rules.ProblemOf(source, isAppended) is { } problem)
        {
            received.Content.Release();
            problems.Add($"{mount.Path}/{file} {problem}");
            return;
        }

        OssService.CheckKey(mount.Prefix + file);
        new ObjectOperations(service).Store(
            bucket, mount.Prefix + file, received, ObjectHeaders.Empty with { StorageClass = bucket.Settings.StorageClass },
            new Dictionary<string, string>(), forbidOverwrite: false);
    }

    /// <summary>The files below a folder. Links are not followed: they may lead out of it.</summary>
    private IEnumerable<string> Files(DirectoryInfo folder, string prefix, MountLimits rules, List<string> problems)
    {
        foreach (var item in folder.EnumerateFileSystemInfos("*", s_all))
        {
            var name = prefix + item.Name;
            if (item.LinkTarget is not null)
            {
                if (rules.AreRefused) problems.Add($"{mount.Path}/{name} is a symbolic link, which the service's mounts do not have.");
                // What was a file and is a link now is not gone.
                _downloaded.Remove(name);
            }
            else if (item is DirectoryInfo inner)
            {
                foreach (var file in Files(inner, name + "/", rules, problems)) yield return file;
            }
            else if (UnixFileKind.IsRegular(item.FullName))
            {
                yield return name;
            }
            else if (rules.AreRefused)
            {
                problems.Add($"{mount.Path}/{name} is a pipe, a socket or a device, which the service's mounts do not have.");
            }
        }
    }

    private string In(string name) => System.IO.Path.Combine(path, name);

    private static bool IsPath(string name)
    {
        var parts = name.TrimEnd('/').Split('/');
        return name.Length > 0 && !name.Contains('\0') && !name.EndsWith("//", StringComparison.Ordinal)
            && Array.TrueForAll(parts, part => part is not ("" or "." or "..") && System.Text.Encoding.UTF8.GetByteCount(part) <= 255);
    }

    private static void AddFolders(string name, HashSet<string> folders)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
            folders.Add(name[..slash]);
    }

    private static void Write(Pieces pieces, string target, Action check)
    {
        using var file = File.OpenHandle(target, FileMode.Create, FileAccess.Write, FileShare.None);
        var buffer = new byte[128 << 10];
        for (long done = 0; done < pieces.Length;)
        {
            check();
            var read = pieces.Read(done, buffer);
            RandomAccess.Write(file, read.Span, done);
            done += read.Length;
        }
    }
}

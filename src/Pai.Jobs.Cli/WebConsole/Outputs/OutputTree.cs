namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Lists one level of an output, in a folder of this machine or on OSS.</summary>
internal static class OutputTree
{
    public static async Task<TreeJson> ListAsync(
        RunSource source, DataLocation location, string path, CancellationToken cancellationToken)
    {
        var entries = new List<TreeEntryJson>();
        var found = location switch
        {
            { FilePath: { } root } => Local(OutputPaths.Resolve(root, path)).ToAsyncEnumerable(),
            OssUri prefix => ListOssAsync(source.Session.Storage, prefix, path, cancellationToken),
            _ => throw new JobNotSupportedException($"The output is at {location}; folders and prefixes of OSS are listed."),
        };
        await foreach (var entry in found.WithCancellation(cancellationToken))
        {
            entries.Add(entry);
            if (entries.Count > ConsoleLimits.TreeEntries) break;
        }

        var more = entries.Count > ConsoleLimits.TreeEntries;
        var shown = more ? entries[..ConsoleLimits.TreeEntries] : entries;
        return new(path, [.. shown.OrderBy(e => e.Kind == "file").ThenBy(e => e.Name, StringComparer.Ordinal)], more);
    }

    private static IEnumerable<TreeEntryJson> Local(string folder)
    {
        var directory = new DirectoryInfo(folder);
        if (!directory.Exists) throw ConsoleException.NotFound($"There is no folder {folder}.");
        foreach (var item in directory.EnumerateFileSystemInfos())
        {
            if (item.LinkTarget is not null) continue;
            var modified = new DateTimeOffset(item.LastWriteTimeUtc, TimeSpan.Zero);
            if (item is DirectoryInfo) yield return new(item.Name, "folder", null, modified);
            else if (Internal.Files.UnixFileKind.IsRegular(item.FullName))
                yield return new(item.Name, "file", ((FileInfo)item).Length, modified);
        }
    }

    private static async IAsyncEnumerable<TreeEntryJson> ListOssAsync(
        OssStorage storage,
        OssUri location,
        string path,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = OssUri.Parse($"{location.ToString().TrimEnd('/')}/{(path.Length == 0 ? "" : path + "/")}");
        await foreach (var item in storage.ListAsync(prefix, recursive: false, cancellationToken))
        {
            var name = item.Key[prefix.Key.Length..].TrimEnd('/');
            // The object that stands for the folder itself.
            if (name.Length == 0) continue;
            if (item.IsPrefix) yield return new(name, "folder", null, null);
            else if (!item.Key.EndsWith('/')) yield return new(name, "file", item.Size, item.LastModified);
        }
    }
}

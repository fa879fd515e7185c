using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>
/// A directory that holds buckets: <c>contents/</c> has the bytes, <c>buckets/NAME/</c> one file for the bucket, for each object and for
/// each open upload. Bytes are written first, under a name of their own; the file that names them appears by a rename. So a process that is
/// killed leaves at most bytes that no file names, which the next start deletes.
/// </summary>
internal sealed class StoreDirectory : IDisposable
{
    private readonly FileStream _lock;
    private readonly bool _flush;
    private readonly string _contents;
    private readonly string _temporary;
    private readonly string _buckets;

    public StoreDirectory(string path, bool flush)
    {
        _flush = flush;
        _contents = Path.Combine(path, "contents");
        _temporary = Path.Combine(path, "temporary");
        _buckets = Path.Combine(path, "buckets");
        Directory.CreateDirectory(path);
        _lock = new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        if (Directory.Exists(_temporary)) Directory.Delete(_temporary, recursive: true);
        foreach (var folder in (ReadOnlySpan<string>)[_contents, _temporary, _buckets]) Directory.CreateDirectory(folder);
    }

    public ContentWriter Write() => new FileContentWriter(Path.Combine(_contents, Guid.NewGuid().ToString("N")), _flush);

    public BucketFiles Create(BucketSettings settings)
    {
        var files = new BucketFiles(this, Path.Combine(_buckets, settings.Name));
        files.Save(settings);
        return files;
    }

    /// <summary>Reads all buckets, and deletes the bytes that none of them names.</summary>
    public IReadOnlyList<Bucket> Load()
    {
        var used = new Dictionary<string, FileContent>(StringComparer.Ordinal);
        var buckets = new List<Bucket>();
        foreach (var folder in Directory.GetDirectories(_buckets))
        {
            if (new BucketFiles(this, folder).Load(Use) is { } bucket) buckets.Add(bucket);
            else Directory.Delete(folder, recursive: true);
        }

        foreach (var path in Directory.GetFiles(_contents))
        {
            if (!used.ContainsKey(Path.GetFileName(path))) File.Delete(path);
        }

        return buckets;

        FileContent Use(ContentFile file)
        {
            if (used.TryGetValue(file.Name, out var content)) content.Hold();
            else used[file.Name] = content = new FileContent(Path.Combine(_contents, file.Name), file.Length);
            return content;
        }
    }

    /// <summary>Writes a file under a temporary name, and renames it.</summary>
    public void Save<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var temporary = Path.Combine(_temporary, Guid.NewGuid().ToString("N"));
        using (var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            RandomAccess.Write(file, JsonSerializer.SerializeToUtf8Bytes(value, type), 0);
            if (_flush) RandomAccess.FlushToDisk(file);
        }

        File.Move(temporary, path, overwrite: true);
    }

    public void Dispose() => _lock.Dispose();
}

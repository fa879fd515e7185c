using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The files of one bucket in a directory. Keys are not names of files: any key can be stored.</summary>
internal sealed class BucketFiles
{
    private readonly StoreDirectory _directory;
    private readonly string _folder;
    private readonly string _objects;
    private readonly string _uploads;

    public BucketFiles(StoreDirectory directory, string folder)
    {
        (_directory, _folder) = (directory, folder);
        (_objects, _uploads) = (Path.Combine(folder, "objects"), Path.Combine(folder, "uploads"));
        Directory.CreateDirectory(_objects);
        Directory.CreateDirectory(_uploads);
    }

    private string SettingsPath => Path.Combine(_folder, "bucket.json");

    public void Save(BucketSettings settings) => _directory.Save(SettingsPath, settings, StoreJson.Default.BucketSettings);

    public void Save(StoredObject saved) => _directory.Save(
        ObjectPath(saved.Key),
        new ObjectFile
        {
            Key = saved.Key,
            Type = saved.Type,
            ETag = saved.ETag,
            Crc64 = saved.Crc64,
            ContentMd5 = saved.ContentMd5,
            LastModified = saved.LastModified,
            Contents = [.. saved.Pieces.Contents.Select(ToFile)],
            Headers = new(saved.Headers.Values),
            StorageClass = saved.Headers.StorageClass,
            Acl = saved.Headers.Acl,
            Tags = new(saved.Tags),
            Appended = saved.Appended,
        },
        StoreJson.Default.ObjectFile);

    public void Save(StoredUpload upload)
    {
        Directory.CreateDirectory(UploadFolder(upload.Id));
        _directory.Save(
            UploadPath(upload.Id),
            new UploadFile
            {
                Id = upload.Id,
                Key = upload.Key,
                Initiated = upload.Initiated,
                Headers = new(upload.Headers.Values),
                StorageClass = upload.Headers.StorageClass,
                Acl = upload.Headers.Acl,
                Tags = new(upload.Tags),
            },
            StoreJson.Default.UploadFile);
    }

    public void Save(StoredUpload upload, StoredPart part) => _directory.Save(
        Path.Combine(UploadFolder(upload.Id), part.Number.ToString("D5", CultureInfo.InvariantCulture) + ".json"),
        new PartFile(part.Number, part.ETag, part.Crc64, part.LastModified, ToFile(part.Content)),
        StoreJson.Default.PartFile);

    public void DeleteObject(string key) => File.Delete(ObjectPath(key));

    public void DeleteUpload(string id)
    {
        // First what makes it one: parts without it are deleted by the next start.
        File.Delete(UploadPath(id));
        Directory.Delete(UploadFolder(id), recursive: true);
    }

    public void DeleteBucket()
    {
        File.Delete(SettingsPath);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Reads the bucket; null for a folder that was being created or deleted when its process ended.</summary>
    public Bucket? Load(Func<ContentFile, FileContent> use)
    {
        if (Read(SettingsPath, StoreJson.Default.BucketSettings) is not { } settings) return null;
        var bucket = new Bucket(settings, this);
        bucket.Load(
            Directory.GetFiles(_objects).Select(path => ToObject(Read(path, StoreJson.Default.ObjectFile)!, use)),
            Directory.GetDirectories(_uploads).Select(folder => LoadUpload(folder, use)).OfType<StoredUpload>());
        return bucket;
    }

    private StoredUpload? LoadUpload(string folder, Func<ContentFile, FileContent> use)
    {
        if (Read(UploadPath(Path.GetFileName(folder)), StoreJson.Default.UploadFile) is not { } file)
        {
            Directory.Delete(folder, recursive: true);
            return null;
        }

        var upload = new StoredUpload(file.Id, file.Key, file.Initiated, new(file.Headers, file.StorageClass, file.Acl), file.Tags);
        foreach (var path in Directory.GetFiles(folder).Where(path => path != UploadPath(file.Id)))
        {
            var part = Read(path, StoreJson.Default.PartFile)!;
            upload.Parts[part.Number] = new(part.Number, part.ETag, part.Crc64, part.LastModified, use(part.Content));
        }

        return upload;
    }

    private static StoredObject ToObject(ObjectFile file, Func<ContentFile, FileContent> use) => new()
    {
        Key = file.Key,
        Type = file.Type,
        ETag = file.ETag,
        Crc64 = file.Crc64,
        ContentMd5 = file.ContentMd5,
        LastModified = file.LastModified,
        Pieces = new([.. file.Contents.Select(use)]),
        Headers = new(file.Headers, file.StorageClass, file.Acl),
        Tags = file.Tags,
        Appended = file.Appended,
    };

    private static ContentFile ToFile(Content content) => new(((FileContent)content).Name, content.Length);

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class =>
        File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type) : null;

    private string ObjectPath(string key) =>
        Path.Combine(_objects, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".json");

    private string UploadFolder(string id) => Path.Combine(_uploads, id);

    private string UploadPath(string id) => Path.Combine(UploadFolder(id), "upload.json");
}

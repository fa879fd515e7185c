using System.Text.Json.Serialization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The content of the files of a directory.</summary>
[JsonSourceGenerationOptions(WriteIndented = false)]
[JsonSerializable(typeof(BucketSettings))]
[JsonSerializable(typeof(ObjectFile))]
[JsonSerializable(typeof(UploadFile))]
[JsonSerializable(typeof(PartFile))]
internal sealed partial class StoreJson : JsonSerializerContext;

/// <summary>A content by the name of its file.</summary>
internal sealed record ContentFile(string Name, long Length);

/// <summary>An object, as its file says it.</summary>
internal sealed record ObjectFile
{
    public required string Key { get; init; }

    public required string Type { get; init; }

    public required string ETag { get; init; }

    public required ulong Crc64 { get; init; }

    public string? ContentMd5 { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required IReadOnlyList<ContentFile> Contents { get; init; }

    public required Dictionary<string, string> Headers { get; init; }

    public required string StorageClass { get; init; }

    public required string Acl { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    public int Appended { get; init; }
}

/// <summary>An open upload, as its file says it.</summary>
internal sealed record UploadFile
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    public required Dictionary<string, string> Headers { get; init; }

    public required string StorageClass { get; init; }

    public required string Acl { get; init; }

    public required Dictionary<string, string> Tags { get; init; }
}

/// <summary>A part, as its file says it.</summary>
internal sealed record PartFile(int Number, string ETag, ulong Crc64, DateTimeOffset LastModified, ContentFile Content);

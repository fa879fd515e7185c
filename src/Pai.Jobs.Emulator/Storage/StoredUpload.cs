namespace Pai.Jobs.Internal.Emulator;

/// <summary>A multipart upload that is neither completed nor aborted. Its bucket's lock guards the parts.</summary>
internal sealed class StoredUpload(
    string id,
    string key,
    DateTimeOffset initiated,
    ObjectHeaders headers,
    IReadOnlyDictionary<string, string> tags)
{
    public string Id { get; } = id;

    public string Key { get; } = key;

    public DateTimeOffset Initiated { get; } = initiated;

    public ObjectHeaders Headers { get; } = headers;

    public IReadOnlyDictionary<string, string> Tags { get; } = tags;

    public SortedDictionary<int, StoredPart> Parts { get; } = [];
}

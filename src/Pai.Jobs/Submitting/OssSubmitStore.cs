namespace Pai.Jobs.Internal.Submitting;

/// <summary>Entries as objects below a prefix of OSS, which are never overwritten.</summary>
internal sealed class OssSubmitStore(OssStorage storage, OssUri folder) : ISubmitStore
{
    public Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        storage.TryCreateEntryAsync(ObjectOf(name), content, cancellationToken);

    public async Task<SubmitEntry?> TryReadAsync(string name, CancellationToken cancellationToken) =>
        await storage.TryReadEntryAsync(ObjectOf(name), cancellationToken).ConfigureAwait(false) is var (content, age)
            ? new(content, age)
            : null;

    private OssUri ObjectOf(string name) => folder / (name + ".json");
}

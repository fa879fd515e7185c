namespace Pai.Jobs.Internal.Storage;

/// <summary>Copies objects within the service, many at once.</summary>
internal sealed class ObjectsCopy(TransferCall call, OssBucketAddress from, OssBucketAddress to, TransferOutcome outcome)
{
    /// <summary>Copies one object.</summary>
    public Task RunAsync(string source, string target, CancellationToken cancellationToken) =>
        outcome.TryAsync(
            source, () => CopyAsync(source, from.Object(source), to.Object(target), null, cancellationToken), cancellationToken).AsTask();

    /// <summary>Copies all objects below a prefix.</summary>
    public async Task RunAsync(string source, string target, PathFilter filter, CancellationToken cancellationToken)
    {
        var objects = new List<(string Name, long Size)>();
        await foreach (var entry in call.Client.ListAsync(from, new() { Prefix = source }, cancellationToken).ConfigureAwait(false))
            objects.Add((entry.Key[source.Length..], entry.Size));
        if (objects.Count == 0)
        {
            outcome.Add(new TransferFailure
            {
                Name = source,
                Message = $"There is no object whose key begins with \"{source}\" in the bucket {from.Name}.",
            });
        }

        objects.RemoveAll(o => !filter.Takes(o.Name));
        var sizes = call.Options.SkipIdentical && objects.Count > 0
            ? await IdenticalFiles.SizesAsync(call, to, target, cancellationToken).ConfigureAwait(false)
            : [];
        call.Meter.SetTotals(objects.Sum(o => o.Size), objects.Count);
        await call.ForEachAsync(
            objects,
            (item, token) => outcome.TryAsync(
                item.Name,
                () => CopyAsync(
                    item.Name, from.Object(source + item.Name), to.Object(target + item.Name),
                    sizes.TryGetValue(target + item.Name, out var there) && there == item.Size ? item.Size : -1, token),
                token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <param name="name">The name in the result.</param>
    /// <param name="source">The object.</param>
    /// <param name="target">The copy.</param>
    /// <param name="equalSize">The size that both have; negative when they differ, null when it is not known.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    private async Task<TransferredFile> CopyAsync(
        string name, OssObjectAddress source, OssObjectAddress target, long? equalSize, CancellationToken cancellationToken)
    {
        if (call.Options.SkipIdentical && equalSize is null or >= 0
            && await IdenticalFiles.CompareAsync(call, source, target, cancellationToken).ConfigureAwait(false) is { } size)
        {
            call.Meter.AddSkipped(size);
            call.Meter.FileDone();
            return new() { Name = name, Size = size, Action = TransferAction.Identical, Verification = TransferVerification.Crc64 };
        }

        if (!call.Options.DryRun) return await new ServerCopy(call).RunAsync(name, source, target, cancellationToken).ConfigureAwait(false);
        var info = await call.Client.GetMetaAsync(source, cancellationToken).ConfigureAwait(false);
        return new() { Name = name, Size = info.Size, Action = TransferAction.Planned, Verification = TransferVerification.None };
    }
}

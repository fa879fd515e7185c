using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs;

/// <summary>
/// Moves files between this machine and OSS, and reads, lists, copies and deletes objects. Every transfer is compared with the CRC-64 of
/// the service, and nothing appears under its final name before it is complete.
/// </summary>
/// <remarks>
/// A location with a slash at its end is a prefix, one without is exactly one object: <c>oss://b/abc</c> is never <c>abcdef/</c>. A whole
/// bucket is not accepted as a prefix. Safe for any number of threads. Besides what each method names, they throw the <see
/// cref="PaiException"/> of the credentials, and <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed partial class OssStorage
{
    private readonly OssClient _client;
    private readonly Func<OssUri, CancellationToken, ValueTask<OssBucketAddress>> _addressOf;
    private readonly TimeProvider _time;
    private readonly string _stateFolder;

    /// <param name="client">Sends the requests.</param>
    /// <param name="addressOf">Finds the endpoint of a location's bucket.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stateFolder">Where the checkpoints of uploads are; null for the user's own folder.</param>
    internal OssStorage(
        OssClient client, Func<OssUri, CancellationToken, ValueTask<OssBucketAddress>> addressOf, TimeProvider? time = null,
        string? stateFolder = null)
    {
        _client = client;
        _addressOf = addressOf;
        _time = time ?? TimeProvider.System;
        _stateFolder = stateFolder ?? TransferState.Find(Environment.GetEnvironmentVariable);
    }

    /// <summary>A storage whose buckets are at one endpoint, as far as locations name no other.</summary>
    internal OssStorage(OssClient client, OssEndpoint? endpoint, TimeProvider? time = null, string? stateFolder = null)
        : this(client, (uri, _) => new(OssLocations.AddressOf(uri, endpoint)), time, stateFolder)
    {
    }

    private TransferCall CallFor(TransferOptions options)
    {
        options.Check();
        return new(_client, options, _stateFolder, _time, TransferSpan.Start(options));
    }

    /// <summary>The object of a location that has to be one.</summary>
    private async ValueTask<OssObjectAddress> ObjectAsync(OssUri location, CancellationToken cancellationToken)
    {
        OssLocations.CheckObject(location);
        return (await _addressOf(location, cancellationToken).ConfigureAwait(false)).Object(location.Key);
    }
}

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>The client that is measured, with its default settings.</summary>
internal sealed class OwnClient : IDisposable
{
    private readonly OssClient _client = new(PaiCredentials.FromAccessKey(Transfer.Key));
    private readonly OssBucketAddress _bucket;
    private readonly OssStorage _storage;

    public OwnClient(Uri server, string stateFolder)
    {
        _bucket = AddressOf(server);
        _storage = new(_client, _bucket.Endpoint, stateFolder: stateFolder);
    }

    public static OssBucketAddress AddressOf(Uri server) =>
        new(Transfer.Bucket, OssEndpoint.Parse(server.ToString().TrimEnd('/'), region: Transfer.Region));

    public Task MoveAsync(Transfer transfer) => transfer.IsUp
        ? UploadAsync(transfer.Source, transfer.Location)
        : _storage.DownloadAsync($"oss://{Transfer.Bucket}/{transfer.Location}", transfer.Local);

    public Task UploadAsync(string path, string location) => _storage.UploadAsync(path, $"oss://{Transfer.Bucket}/{location}");

    /// <summary>Deletes what was uploaded.</summary>
    /// <returns>How many bytes it was.</returns>
    public async Task<long> ClearAsync()
    {
        var entries = await _client.ListAsync(_bucket, new() { Prefix = "up/" }).ToListAsync();
        await _client.DeleteManyAsync(_bucket, [.. entries.Select(e => e.Key)]);
        return entries.Sum(e => e.Size);
    }

    public void Dispose() => _client.Dispose();
}

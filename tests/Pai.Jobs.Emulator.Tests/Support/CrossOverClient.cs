using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>The library's own client, for what official clients are to read and have written.</summary>
internal sealed class CrossOverClient(PaiEmulator emulator, string bucket) : IDisposable
{
    private const int PartSize = 100 << 10;

    private readonly OssClient _client = new(PaiCredentials.FromAccessKey(emulator.AccessKey));
    private readonly OssBucketAddress _bucket = new(bucket, OssEndpoint.Parse(emulator.Endpoint.ToString(), region: emulator.Region));

    public Task PutAsync(string key, byte[] bytes) => _client.PutAsync(_bucket.Object(key), OssBody.FromMemory(bytes));

    public async Task PutPartsAsync(string key, byte[] bytes)
    {
        var upload = await _client.InitiateMultipartAsync(_bucket.Object(key));
        var parts = new List<OssPart>();
        for (var start = 0; start < bytes.Length; start += PartSize)
        {
            var body = OssBody.FromMemory(bytes.AsMemory(start, Math.Min(PartSize, bytes.Length - start)));
            parts.Add(await _client.UploadPartAsync(upload, parts.Count + 1, body));
        }

        var done = await _client.CompleteMultipartAsync(upload, parts);
        Assert.Equal(OssVerification.Crc64, done.Verification);
    }

    /// <summary>The bytes, compared with the service's checksum.</summary>
    public async Task<byte[]> GetAsync(string key)
    {
        await using var download = await _client.GetAsync(_bucket.Object(key));
        using var bytes = new MemoryStream();
        await download.Content.CopyToAsync(bytes);
        Assert.Equal(OssVerification.Crc64, download.Verification);
        return bytes.ToArray();
    }

    public void Dispose() => _client.Dispose();
}

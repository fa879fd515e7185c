using System.Diagnostics;
using System.Net;
using System.Text;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>What is in a directory outlives the emulator, however that ends.</summary>
public sealed class DirectoryTests : IDisposable
{
    private const int Part = 100 << 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-emulator-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_is_there_after_a_restart(bool flush)
    {
        var bytes = Bytes(Part * 2, 1);
        PaiEmulatorOptions Options() => new() { Directory = _folder.FullName, FlushToDisk = flush, Buckets = { "bucket" } };
        string id;
        EmulatedObject[] before;
        await using (var emulator = await PaiEmulator.StartAsync(Options()))
        {
            using var client = new RawClient(emulator);
            await client.SendAsync("PUT", "bucket", "../../x?*:\u0001 中", body: bytes, headers: headers =>
            {
                headers["x-oss-meta-a"] = "b";
                headers["x-oss-tagging"] = "t=1";
            });
            await client.SendAsync("PUT", "bucket", "empty", body: []);
            await client.SendAsync("POST", "bucket", "log", "append&position=0", "one "u8.ToArray());
            await client.SendAsync("POST", "bucket", "log", "append&position=4", "two"u8.ToArray());
            await client.SendAsync("PUT", "bucket", "deleted", body: bytes);
            await client.SendAsync("DELETE", "bucket", "deleted");
            await client.SendAsync("PUT", "bucket", query: "acl", headers: headers => headers["x-oss-acl"] = "public-read");
            id = (await client.SendAsync("POST", "bucket", "big", "uploads")).Xml.Element("UploadId")!.Value;
            await client.SendAsync("PUT", "bucket", "big", $"partNumber=1&uploadId={id}", bytes[..Part]);
            await client.SendAsync("PUT", "bucket", "big", $"partNumber=1&uploadId={id}", bytes[Part..]);
            before = [.. emulator.Bucket("bucket").Objects];
            var locked = await Assert.ThrowsAsync<PaiException>(() => PaiEmulator.StartAsync(Options()));
            Assert.Contains(_folder.FullName, locked.Message);
        }

        await using (var emulator = await PaiEmulator.StartAsync(Options()))
        {
            using var client = new RawClient(emulator);
            var bucket = emulator.Bucket("bucket");
            Assert.Equal(before.Select(Describe), bucket.Objects.Select(Describe));
            Assert.Equal(bytes, bucket.Read("../../x?*:\u0001 中"));
            Assert.Equal("one two", Encoding.UTF8.GetString(bucket.Read("log")));
            Assert.Equal([1], Assert.Single(bucket.Uploads).PartNumbers);
            Assert.Equal("public-read", (await client.SendAsync("GET", "bucket", query: "acl")).Xml.Descendants("Grant").Single().Value);
            await client.SendAsync("PUT", "bucket", "big", $"partNumber=2&uploadId={id}", bytes[..10]);
            await client.SendAsync("POST", "bucket", "big", "uploadId=" + id, [], headers => headers["x-oss-complete-all"] = "yes");
            Assert.Equal([.. bytes[Part..], .. bytes[..10]], bucket.Read("big"));
            foreach (var key in bucket.Keys) bucket.Delete(key);
            await client.SendAsync("DELETE", "bucket");
            Assert.Empty(emulator.Buckets);
        }

        // Nothing is left of what was deleted.
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.FullName, "contents")));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_folder.FullName, "buckets")));
    }

    [Fact]
    public async Task A_reader_keeps_what_is_overwritten_and_deleted()
    {
        await using var emulator = await PaiEmulator.StartAsync(new() { Directory = _folder.FullName, Buckets = { "bucket" } });
        var old = Bytes(8 << 20, 1);
        emulator.Bucket("bucket").Put("key", old);
        using var http = new HttpClient(emulator.CreateHandler());
        using var client = new RawClient(emulator);
        await client.SendAsync("PUT", "bucket", query: "acl", headers: headers => headers["x-oss-acl"] = "public-read");
        using var response = await http.GetAsync(new Uri(emulator.Endpoint, "bucket/key"), HttpCompletionOption.ResponseHeadersRead);
        emulator.Bucket("bucket").Put("key", "new"u8.ToArray());
        emulator.Bucket("bucket").Delete("key");
        Assert.Equal(old, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    [Trait("Kind", "Exhaustive")]
    public async Task A_process_that_is_killed_leaves_whole_objects_only()
    {
        var stored = new Dictionary<string, byte[]>();
        var key = new PaiAccessKey("id", "secret");
        for (var round = 0; round < 4; round++)
        {
            using var process = StartProcess(key);
            var endpoint = new Uri((await process.StandardOutput.ReadLineAsync())!);
            using var client = new ProcessClient(endpoint, key);
            // Objects are written one after another until the process is killed in the middle of one.
            var kill = KillAfterAsync(process, writes: 5 + round, client);
            for (var i = 0; !kill.IsCompleted; i++)
            {
                var (name, bytes) = ($"{round}/{i % 7}", Bytes((i % 5) * 300_000, (round * 100) + i));
                try
                {
                    if (await client.PutAsync(name, bytes)) stored[name] = bytes;
                }
                catch (HttpRequestException)
                {
                    // What was not answered may be the old object or the new one.
                    stored.Remove(name);
                    break;
                }
            }

            await kill;
        }

        await using var emulator = await PaiEmulator.StartAsync(new() { Directory = _folder.FullName });
        var bucket = emulator.Bucket("bucket");
        Assert.All(stored, pair => Assert.Equal(pair.Value, bucket.Read(pair.Key)));
        Assert.All(bucket.Objects, found => Assert.Equal(found.Crc64, OssCrc64.Hash(bucket.Read(found.Key))));
        Assert.NotEmpty(stored);
    }

    private static async Task KillAfterAsync(Process process, int writes, ProcessClient client)
    {
        await client.WaitForAsync(writes);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private Process StartProcess(PaiAccessKey key)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Host).Assembly.Location, _folder.FullName, key.Id, key.Secret])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static string Describe(EmulatedObject found) =>
        $"{found.Key} {found.Size} {found.ETag} {found.Crc64} {found.Type} {found.LastModified:O} " +
        string.Join(',', found.Headers.Concat(found.Tags).OrderBy(pair => pair.Key));

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Puts objects into an emulator of another process, with V1 signatures.</summary>
    private sealed class ProcessClient(Uri endpoint, PaiAccessKey key) : IDisposable
    {
        private readonly HttpClient _http = new();
        private readonly SemaphoreSlim _started = new(0);

        public async Task WaitForAsync(int writes)
        {
            for (var i = 0; i < writes; i++) await _started.WaitAsync();
        }

        public async Task<bool> PutAsync(string name, byte[] bytes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(endpoint, "bucket/" + name));
            request.Content = new ByteArrayContent(bytes);
            request.Headers.Date = TimeProvider.System.GetUtcNow();
            var text = $"PUT\n\n\n{request.Headers.Date:r}\n/bucket/{name}";
            request.Headers.TryAddWithoutValidation("Authorization", $"OSS {key.Id}:{SignatureV1.Sign(key.Secret, text)}");
            var answer = _http.SendAsync(request);
            _started.Release();
            using var response = await answer;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return true;
        }

        public void Dispose()
        {
            _http.Dispose();
            _started.Dispose();
        }
    }
}

using Pai.Jobs.Emulator;

namespace Pai.Jobs.Storage.Tests.Transfer;

/// <summary>
/// Every operation meets every fault, once and for good. It ends with the right bytes or with one clear error; no half file has a final
/// name, and nothing stays that the error does not name.
/// </summary>
[Trait("Kind", "Exhaustive")]
public class FaultMatrixTests
{
    private const int Part = StorageHarness.PartSize;

    private static readonly byte[] s_small = StorageHarness.Bytes(5_000, 1);
    private static readonly byte[] s_large = StorageHarness.Bytes((3 * Part) + 7, 2);

    private static readonly Dictionary<string, Func<Fault>> s_faults = new()
    {
        ["Delay"] = () => Fault.Delay(TimeSpan.FromMilliseconds(5)),
        ["ResetBeforeHeaders"] = Fault.ResetBeforeHeaders,
        ["ResetAfterHeaders"] = Fault.ResetAfterHeaders,
        ["ResetMidBody"] = () => Fault.ResetMidBody(),
        ["ResetMidUpload"] = () => Fault.ResetMidUpload(),
        ["InternalError"] = () => Fault.InternalError(isXml: false),
        ["ServiceUnavailable"] = () => Fault.ServiceUnavailable(),
        ["Throttle"] = () => Fault.Throttle(TimeSpan.FromMilliseconds(5)),
        ["AccessDenied"] = () => Fault.Error(403, "AccessDenied"),
        ["ExpiredToken"] = Fault.ExpiredToken,
        ["CorruptDownload"] = () => Fault.CorruptDownload(),
        ["CorruptUpload"] = () => Fault.CorruptUpload(),
        ["WrongCrc"] = Fault.WrongCrc,
        ["SlowDrip"] = () => Fault.SlowDrip(20_000, TimeSpan.FromMilliseconds(1)),
        ["LoseAnswer"] = Fault.LoseAnswer,
    };

    private static readonly Dictionary<string, Func<StorageHarness, Task>> s_operations = new()
    {
        ["put"] = h => h.Storage.UploadAsync(h.Folder / "src/small", "oss://bucket/new/small", StorageHarness.InParts),
        ["put parts"] = h => h.Storage.UploadAsync(h.Folder / "src/large", "oss://bucket/new/large", StorageHarness.InParts),
        ["put stream"] = h => h.Storage.UploadAsync(new Unseekable(s_large), "oss://bucket/new/large", StorageHarness.InParts),
        ["put bytes"] = h => h.Storage.UploadAsync(s_large.AsMemory(), "oss://bucket/new/large", StorageHarness.InParts),
        ["put folder"] = h => h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/new/", StorageHarness.InParts),
        ["get"] = h => h.Storage.DownloadAsync("oss://bucket/old/small", h.Folder / "out/small", StorageHarness.PartsDown),
        ["get parts"] = h => h.Storage.DownloadAsync("oss://bucket/old/large", h.Folder / "out/large", StorageHarness.PartsDown),
        ["get folder"] = h => h.Storage.DownloadAsync("oss://bucket/old/", h.Folder / "out", StorageHarness.PartsDown),
        ["get stream"] = async h =>
        {
            using var stream = new MemoryStream();
            try
            {
                await h.Storage.DownloadAsync("oss://bucket/old/large", stream);
                Assert.True(s_large.AsSpan().SequenceEqual(stream.ToArray()));
            }
            catch (OssTransferException)
            {
                Assert.True(stream.Length < s_large.Length);
                throw;
            }
        },
        ["copy"] = h => h.Storage.CopyAsync("oss://bucket/old/large", "oss://bucket/new/large"),
        ["copy prefix"] = h => h.Storage.CopyAsync("oss://bucket/old/", "oss://bucket/new/"),
        ["delete"] = h => h.Storage.DeleteAsync("oss://bucket/gone/", recursive: true),
        ["list"] = async h =>
        {
            var keys = new List<string>();
            await foreach (var item in h.Storage.ListAsync("oss://bucket/old/")) keys.Add(item.Key);
            Assert.Equal(["old/large", "old/small"], keys);
        },
        ["exists"] = async h => Assert.True(await h.Storage.ExistsAsync("oss://bucket/old/small")),
    };

    public static TheoryData<string> Operations => [.. s_operations.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_survives_every_fault_or_says_what_stays(string operation)
    {
        foreach (var fault in s_faults.Keys)
        {
            foreach (var count in (int?[])[1, 2, null])
            {
                foreach (var skip in (int[])[0, 1, 3])
                {
                    await using var h = await StorageHarness.StartAsync();
                    h.Bucket.Put("old/small", s_small);
                    h.Bucket.Put("old/large", s_large);
                    h.Bucket.Put("gone/a", s_small);
                    h.Folder.Write("src/small", s_small);
                    h.Folder.Write("src/large", s_large);
                    h.Emulator.Faults.Add(new FaultRule(s_faults[fault]()) { Count = count, Skip = skip });
                    var error = await Record.ExceptionAsync(() => s_operations[operation](h));

                    var name = $"{operation}, {fault} after {skip}, {count?.ToString() ?? "always"}: {error}";
                    Assert.True(error is null or PaiException, name);
                    Assert.True(error is null || error.Message.Length > 20, name);
                    CheckFiles(h, error, name);
                    CheckUploads(h, fault, count, error, name);
                }
            }
        }
    }

    private static void CheckFiles(StorageHarness h, Exception? error, string name)
    {
        foreach (var item in h.Bucket.Objects)
        {
            var expected = item.Key.EndsWith("large", StringComparison.Ordinal) ? s_large : s_small;
            Assert.True(expected.AsSpan().SequenceEqual(h.Bucket.Read(item.Key)), $"{name}: the object {item.Key} is wrong");
        }

        foreach (var file in h.Folder.Files())
        {
            var last = Path.GetFileName(file);
            var expected = last == "large" ? s_large : s_small;
            if (last.StartsWith('.')) Assert.True(error?.Message.Contains(last, StringComparison.Ordinal), $"{name}: {file} stays");
            else Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(h.Folder / file)), $"{name}: {file} is wrong");
        }
    }

    /// <summary>Where no answer comes, or one with another id in it, the id of an upload cannot be known.</summary>
    private static void CheckUploads(StorageHarness h, string fault, int? count, Exception? error, string name)
    {
        if (fault == "CorruptDownload" || (count is null && fault is "LoseAnswer" or "ResetAfterHeaders" or "ResetMidBody")) return;
        foreach (var upload in h.Bucket.Uploads)
            Assert.True(error?.Message.Contains(upload.Id, StringComparison.Ordinal), $"{name}: the upload {upload.Id} stays");
    }
}

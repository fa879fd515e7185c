using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

/// <summary>Every operation with every fault: it succeeds with the right outcome, or fails with one clear error.</summary>
public class FaultTests
{
    private static readonly byte[] s_data = ClientHarness.Data(250_000);

    private static readonly Dictionary<string, Func<Fault>> s_faults = new()
    {
        ["ResetBeforeHeaders"] = Fault.ResetBeforeHeaders,
        ["ResetAfterHeaders"] = Fault.ResetAfterHeaders,
        ["ResetMidBody"] = () => Fault.ResetMidBody(),
        ["ResetMidUpload"] = () => Fault.ResetMidUpload(),
        ["LoseAnswer"] = Fault.LoseAnswer,
        ["InternalError"] = () => Fault.InternalError(),
        ["InternalError in HTML"] = () => Fault.InternalError(isXml: false),
        ["ServiceUnavailable"] = () => Fault.ServiceUnavailable(),
        ["Throttle"] = () => Fault.Throttle(TimeSpan.FromMilliseconds(1)),
        ["CorruptDownload"] = () => Fault.CorruptDownload(),
        ["CorruptUpload"] = () => Fault.CorruptUpload(),
        ["WrongCrc"] = Fault.WrongCrc,
        ["AccessDenied"] = () => Fault.Error(403, "AccessDenied"),
        ["ExpiredToken"] = Fault.ExpiredToken,
    };

    private static readonly Dictionary<string, Func<OssClient, OssBucketAddress, OssMultipartUpload, Task>> s_operations = new()
    {
        ["put"] = async (c, b, _) => await c.PutAsync(b.Object("new"), OssBody.FromMemory(s_data)),
        ["put once"] = async (c, b, _) => await c.PutAsync(b.Object("new"), OssBody.FromMemory(s_data), new() { ForbidOverwrite = true }),
        ["get"] = async (c, b, _) =>
        {
            await using var download = await c.GetAsync(b.Object("there"));
            var bytes = new MemoryStream();
            await download.Content.CopyToAsync(bytes);
            Assert.Equal(s_data, bytes.ToArray());
        },
        ["head"] = async (c, b, _) => Assert.Equal(s_data.Length, (await c.HeadAsync(b.Object("there"))).Size),
        ["meta"] = async (c, b, _) => Assert.Equal(s_data.Length, (await c.GetMetaAsync(b.Object("there"))).Size),
        ["copy"] = async (c, b, _) => await c.CopyAsync(b.Object("there"), b.Object("new")),
        ["delete"] = async (c, b, _) => await c.DeleteAsync(b.Object("there")),
        ["delete many"] = async (c, b, _) => await c.DeleteManyAsync(b, ["there", "never"]),
        ["list"] = async (c, b, _) => Assert.Equal("there", Assert.Single((await c.ListPageAsync(b)).Entries).Key),
        ["bucket"] = async (c, b, _) => Assert.Equal("bucket", (await c.GetBucketInfoAsync(b)).Name),
        ["initiate"] = async (c, b, _) => await c.InitiateMultipartAsync(b.Object("another")),
        ["part"] = async (c, _, u) => await c.UploadPartAsync(u, 2, OssBody.FromMemory(s_data)),
        ["part copy"] = async (c, b, u) => await c.UploadPartCopyAsync(u, 2, b.Object("there"), 0, s_data.Length),
        ["parts"] = async (c, _, u) =>
        {
            await foreach (var part in c.ListPartsAsync(u)) Assert.Equal(s_data.Length, part.Size);
        },
        ["complete"] = async (c, _, u) =>
            await c.CompleteMultipartAsync(u, [await c.UploadPartAsync(u, 1, OssBody.FromMemory(s_data))]),
        ["abort"] = async (c, _, u) => await c.AbortMultipartAsync(u),
        ["uploads"] = async (c, b, u) =>
        {
            await foreach (var upload in c.ListMultipartUploadsAsync(b)) Assert.Equal(u.UploadId, upload.UploadId);
        },
    };

    public static TheoryData<string> Operations => new(s_operations.Keys);

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_fault_of_an_operation_ends_well_or_in_one_clear_error(string name)
    {
        foreach (var (faultName, fault) in s_faults)
        {
            await using var harness = await EmulatorHarness.StartAsync();
            harness.Stored.Put("there", s_data);
            var upload = await harness.Client.InitiateMultipartAsync(harness.Bucket.Object("parts"));
            await harness.Client.UploadPartAsync(upload, 1, OssBody.FromMemory(s_data));
            harness.Emulator.ClearRequests();
            var rule = harness.Emulator.Faults.Add(fault());
            OssException? error = null;

            try
            {
                await s_operations[name](harness.Client, harness.Bucket, upload).WaitAsync(TimeSpan.FromSeconds(30));
            }
            catch (OssException e)
            {
                error = e;
            }

            var what = $"{name}, {faultName}: {error?.Message}";
            Assert.True(rule.Hits == 1, what);
            Assert.True(error is null || IsExpected(name, faultName, error, harness), what);
            if (name == "initiate" && error is null) Assert.True(harness.Stored.Uploads.Count(u => u.Key == "another") == 1, what);
            foreach (var key in harness.Stored.Keys)
                Assert.True(s_data.AsSpan().SequenceEqual(harness.Stored.Read(key)), what);
        }
    }

    private static bool IsExpected(string operation, string fault, OssException error, EmulatorHarness harness) => (operation, fault) switch
    {
        (_, "AccessDenied") => error is { Code: "AccessDenied", IsTransient: false },
        (_, "ExpiredToken") => error is { Code: "SecurityTokenExpired", IsTransient: false },

        // The bytes have been handed on: only whoever reads them can start again.
        ("get", "CorruptDownload" or "WrongCrc") => error.IsMismatch,

        // The checksum of the source is the wrong one.
        ("copy", "WrongCrc") => error.IsMismatch,

        // What may have been begun is named.
        ("initiate", _) => harness.Stored.Uploads.Where(u => u.Key == "another").All(u => error.Message.Contains(u.Id)),
        (_, "CorruptDownload") => error.Message.Contains("is not one of OSS"),
        _ => false,
    };
}

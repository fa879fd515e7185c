using System.Runtime.CompilerServices;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>The official client for Node, ali-oss, against the emulator, with both signatures.</summary>
public class AliOssTests
{
    private const string Bucket = "node-bucket";

    [OfficialClientTheory]
    [Trait("Kind", "Exhaustive")]
    [InlineData("V1", false)]
    [InlineData("V4", false)]
    [InlineData("V4", true)]
    public async Task Does_what_it_does_with_the_service(string signature, bool onDisk)
    {
        var folder = Directory.CreateTempSubdirectory("pai-emulator-");
        try
        {
            await using var emulator = await PaiEmulator.StartAsync(new()
            {
                Buckets = { Bucket },
                Directory = onDisk ? folder.FullName : null,
            });
            var bytes = new byte[250_000];
            new Random(5).NextBytes(bytes);
            using var client = new CrossOverClient(emulator, Bucket);
            await client.PutAsync("from-dotnet/中 a+b.bin", bytes);
            await client.PutPartsAsync("from-dotnet/parts", bytes);
            emulator.AddAccessKey(new("STS.session", emulator.AccessKey.Secret, "the/token+="));

            var printed = await OfficialClient.RunAsync("ali-oss.js", new Dictionary<string, string>
            {
                ["EMULATOR_ENDPOINT"] = emulator.Endpoint.ToString(),
                ["EMULATOR_BUCKET"] = Bucket,
                ["EMULATOR_REGION"] = emulator.Region,
                ["EMULATOR_KEY_ID"] = emulator.AccessKey.Id,
                ["EMULATOR_KEY_SECRET"] = emulator.AccessKey.Secret,
                ["EMULATOR_STS_ID"] = "STS.session",
                ["EMULATOR_STS_TOKEN"] = "the/token+=",
                ["EMULATOR_SIGNATURE"] = signature,
            });

            await CompareAsync(printed);
            Assert.Equal(bytes, await client.GetAsync("from-node/中 a+b.bin"));
            Assert.Equal(bytes, await client.GetAsync("from-node/parts"));
            Assert.All(
                emulator.Bucket(Bucket).Objects.Where(found => found.Key.StartsWith("from-", StringComparison.Ordinal)),
                found => Assert.Equal(OssCrc64.Hash(bytes), found.Crc64));
            Assert.Empty(emulator.Bucket(Bucket).Uploads);
            Assert.DoesNotContain(emulator.Requests, request => request.Status == 500 || request.Operation == EmulatedOperation.Other);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(string printed)
    {
        var expected = await File.ReadAllTextAsync(ExpectedPath());
        if (expected != printed) await File.WriteAllTextAsync(Path.ChangeExtension(ExpectedPath(), ".received.txt"), printed);
        Assert.Equal(expected, printed);
    }

    private static string ExpectedPath([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "official-clients/ali-oss.expected.json");
}

using System.Diagnostics;
using System.Globalization;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Storage.Tests.Transfer;

/// <summary>
/// A process is killed in the midst of a transfer; another one goes on. With <c>CRASH_MIB</c> in the environment, of a size by hand.
/// </summary>
[Trait("Kind", "Exhaustive")]
public class CrashTests
{
    private const int Part = 1 << 20;
    private static readonly int s_parts = int.Parse(Environment.GetEnvironmentVariable("CRASH_MIB") ?? "64", CultureInfo.InvariantCulture);
    private static readonly int s_before = s_parts * 5 / 16;

    [Fact]
    public async Task A_killed_upload_goes_on_with_the_missing_parts()
    {
        await using var h = await StorageHarness.StartAsync();
        var path = h.Folder.Write("a", StorageHarness.Bytes(s_parts * Part));
        var silence = Fault.Delay(TimeSpan.FromHours(1));
        var silent = h.Emulator.Faults.Add(new FaultRule(silence) { Operation = EmulatedOperation.UploadPart, Skip = s_before });
        await KillAsync(h, "up", path, silent);
        var sent = Assert.Single(h.Bucket.Uploads).PartNumbers.Count;
        h.Emulator.Faults.Clear();
        h.Emulator.ClearRequests();

        var result = await h.Storage.UploadAsync(path, "oss://bucket/a", new() { PartSize = Part });

        Assert.Equal(s_before, sent);
        Assert.Equal(s_parts - s_before, h.Count(EmulatedOperation.UploadPart));
        Assert.Equal((s_parts - s_before) * Part, result.BytesMoved);
        Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(h.Bucket.Read("a")));
        Assert.Empty(h.LeftOvers());
    }

    [Fact]
    public async Task A_killed_download_goes_on_with_the_missing_parts()
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = StorageHarness.Bytes(s_parts * Part);
        h.Bucket.Put("a", bytes);
        var silence = Fault.Delay(TimeSpan.FromHours(1));
        var silent = h.Emulator.Faults.Add(new FaultRule(silence) { Operation = EmulatedOperation.GetObject, Skip = s_before });
        await KillAsync(h, "down", h.Folder / "out", silent);
        h.Emulator.Faults.Clear();
        h.Emulator.ClearRequests();
        Assert.False(File.Exists(h.Folder / "out"));

        var result = await h.Storage.DownloadAsync("oss://bucket/a", h.Folder / "out", new() { PartSize = Part });

        Assert.Equal(s_parts - s_before, h.Count(EmulatedOperation.GetObject));
        Assert.Equal((s_parts - s_before) * Part, result.BytesMoved);
        Assert.True(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(h.Folder / "out")));
        Assert.Equal(["out"], h.Folder.Files());
    }

    /// <summary>
    /// Kills the process when as many parts have arrived as do before the service is silent, and when each request that it has under way
    /// is held by the silence: one that the system still delivers after the kill would count for the next process.
    /// </summary>
    private static async Task KillAsync(StorageHarness h, string direction, string path, FaultRule silent)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])
            [
                // With the frameworks of this assembly: a package that is in one of them is not copied.
                "exec", "--runtimeconfig", InOutput("Pai.Jobs.Storage.Tests.runtimeconfig.json"),
                "--depsfile", InOutput("Pai.Jobs.Storage.Tests.deps.json"), InOutput("Pai.Jobs.TestHost.dll"), "transfer", direction,
                h.Emulator.Endpoint.ToString().TrimEnd('/'), h.Emulator.Region, h.Emulator.AccessKey.Id, h.Emulator.AccessKey.Secret,
                path, "oss://bucket/a", h.StateFolder, Part.ToString(CultureInfo.InvariantCulture),
            ])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is not null
            && !(silent.Hits == new UploadOptions().MaxParallel && HasArrived(h, direction)))
        {
        }

        process.Kill();
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
    }

    private static string InOutput(string name) => Path.Combine(AppContext.BaseDirectory, name);

    /// <summary>A download has noted its parts, behind the first line.</summary>
    private static bool HasArrived(StorageHarness h, string direction) =>
        direction == "up"
            ? h.Bucket.Uploads is [var upload] && upload.PartNumbers.Count == s_before
            : Directory.GetFiles(h.Folder.Path, ".pai-*.json") is [var checkpoint] && File.ReadLines(checkpoint).Count() == s_before + 1;
}

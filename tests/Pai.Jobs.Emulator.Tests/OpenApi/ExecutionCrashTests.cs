using System.Diagnostics;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>The process of an emulator is killed while it runs a job.</summary>
public sealed class ExecutionCrashTests : ExecutionTest, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-emulator-crash");

    [NamespaceFact]
    [Trait("Kind", "Exhaustive")]
    public async Task Its_jobs_end_with_it()
    {
        string[] arguments = ["exec", typeof(Host).Assembly.Location, _folder.FullName, Emulator.AccessKey.Id, Emulator.AccessKey.Secret];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["TMPDIR"] = _folder.FullName;
        using var process = Process.Start(start)!;
        var endpoint = new Uri((await process.StandardOutput.ReadLineAsync())!).GetLeftPart(UriPartial.Authority);
        using var client = new DlcClient(
            PaiCredentials.FromAccessKey(Emulator.AccessKey), ApiEndpoint.Parse(ApiService.Dlc, endpoint), new());
        var mark = NewMark();
        var id = await client.CreateJobAsync(Command($"sleep {mark} & wait"));
        while (!IsThere(mark)) Assert.NotEqual("Failed", (await client.GetJobAsync(id)).Status);

        process.Kill();
        await process.WaitForExitAsync();
        var started = Stopwatch.GetTimestamp();
        while (IsThere(mark)) Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "The job goes on.");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

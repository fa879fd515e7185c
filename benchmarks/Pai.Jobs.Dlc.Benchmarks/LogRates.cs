using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Benchmarks;

/// <summary>How fast one pod may write without a loss, through the emulator, whose filter has a precision of one second.</summary>
internal static class LogRates
{
    private const int Seconds = 20;
    private const string Tag = "k3v8x2qa";

    private static readonly int[] s_rates = [10, 100, 150, 500, 1000, 1500, 1900, 1990, 2100];

    public static async Task MeasureAsync(IReadOnlyList<int> rates)
    {
        Console.WriteLine($"One pod that writes for {Seconds} s:");
        Console.WriteLine(
            "| lines/s | lines | read | said to be missing | behind, median | behind, most | calls/s | client's and emulator's CPU s |");
        Console.WriteLine("|--:|--:|--:|---|--:|--:|--:|--:|");
        foreach (var rate in rates.Count > 0 ? rates : s_rates) Console.WriteLine(await MeasureAsync(rate));
    }

    private static async Task<string> MeasureAsync(int rate)
    {
        await using var emulator = await PaiEmulator.StartAsync();
        emulator.Dlc.OnCreate(_ => Script(rate));
        using var client = new DlcClient(
            PaiCredentials.FromAccessKey(emulator.AccessKey), ApiEndpoint.Parse(ApiService.Dlc, emulator.Endpoint.ToString()));
        var job = await client.CreateJobAsync(new()
        {
            DisplayName = "rates",
            JobType = "PyTorchJob",
            JobSpecs = [new() { Type = "Worker", Image = "registry.example.com/a:1", PodCount = 1, EcsSpec = "ecs.c6.large" }],
            UserCommand = "true",
            WorkspaceId = "1",
            Settings = new() { Tags = new Dictionary<string, string> { [DlcJobBody.MarkerTag] = Tag } },
        });
        var began = emulator.Dlc.Jobs[0].Created;
        var logs = new DlcLogs(client, TimeProvider.System, NullLogger.Instance);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var (lines, isMissing, behind) = (0, false, new List<double>());
        await foreach (var line in logs.ReadAsync(job, new() { Follow = true }, CancellationToken.None))
        {
            if (line.Stream == LogStream.System)
            {
                isMissing = true;
                continue;
            }

            if (!isMissing && line.Text != Text(lines)) throw new InvalidOperationException($"Line {lines} is \"{line.Text}\".");
            behind.Add((DateTimeOffset.UtcNow - began).TotalSeconds - (double)lines++ / rate);
        }

        var took = (DateTimeOffset.UtcNow - began).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        behind.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {rate:N0} | {rate * Seconds:N0} | {lines:N0} | {(isMissing ? "yes" : "no")} | {behind[behind.Count / 2]:0.0} s "
            + $"| {behind[^1]:0.0} s | {emulator.Requests.Count / took:0.0} | {(process.TotalProcessorTime - cpu).TotalSeconds:0.0} |");
    }

    private static EmulatedJob Script(int rate)
    {
        var job = new EmulatedJob().Runs().At(TimeSpan.FromSeconds(Seconds + 1), "Succeeded");
        for (var i = 0; i < rate * Seconds; i++) job.Log(TimeSpan.FromSeconds((double)i / rate), Text(i));
        return job.Log(TimeSpan.FromSeconds(Seconds), $"[pai-jobs:end {Tag} command 0]");
    }

    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"step {number} of the job");
}

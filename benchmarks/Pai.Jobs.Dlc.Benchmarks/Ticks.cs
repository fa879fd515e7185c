using System.Diagnostics;
using System.Globalization;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Benchmarks;

/// <summary>
/// The cost of watching jobs that do not change: calls, processor time and memory, with the emulator in a process of its own.
/// </summary>
internal static class Ticks
{
    private static readonly int[] s_counts = [1, 100, 1_000, 10_000];
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(60);

    /// <summary>More than 30 calls, even at one in 2 s: from then on the runtime has compiled the code of a call for good.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(120);

    public static async Task MeasureAsync(params IReadOnlyList<int> counts)
    {
        Console.WriteLine($"Jobs that run for long, watched for {s_time.TotalSeconds} s after they have settled:");
        Console.WriteLine("| jobs | calls in 10 s | client's CPU ms in 10 s | part of a core | memory over idle MiB |");
        Console.WriteLine("|--:|--:|--:|--:|--:|");
        foreach (var count in counts is [] ? s_counts : counts) Console.WriteLine(await MeasureAsync(count));
    }

    /// <summary>
    /// The emulator as a process: its address and key on a line, then the number of its requests for each line that it reads.
    /// </summary>
    public static async Task ServeAsync(int count)
    {
        await using var emulator = await PaiEmulator.StartAsync();
        emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs());
        using var client = Client(emulator.AccessKey, emulator.Endpoint.ToString());
        for (var i = 0; i < count; i++)
        {
            await client.CreateJobAsync(new()
            {
                DisplayName = $"job-{i}",
                JobType = "PyTorchJob",
                WorkspaceId = "1",
                UserCommand = "true",
                JobSpecs = [new() { Type = "Worker", PodCount = 1, EcsSpec = "ecs.g7.xlarge", Image = "registry.example.com/a:1" }],
            });
        }

        Console.WriteLine($"{emulator.Endpoint} {emulator.AccessKey.Id} {emulator.AccessKey.Secret}");
        Console.WriteLine(string.Join(' ', emulator.Dlc.Jobs.Select(j => j.JobId)));
        emulator.ClearRequests();
        while (await Console.In.ReadLineAsync() is not null)
        {
            Console.WriteLine(emulator.Requests.Count);
            emulator.ClearRequests();
        }
    }

    private static async Task<string> MeasureAsync(int count)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var word in (string[])["serve", count.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(word);
        using var server = Process.Start(start)!;
        try
        {
            var place = (await server.StandardOutput.ReadLineAsync())!.Split(' ');
            var ids = (await server.StandardOutput.ReadLineAsync())!.Split(' ');
            return await WatchAsync(server, new(place[1], place[2]), place[0], ids);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task<string> WatchAsync(Process server, PaiAccessKey key, string endpoint, string[] ids)
    {
        var idle = Memory();
        await using var session = PaiSession.CreateDefault(builder =>
        {
            builder.Environment = static _ => null;
            (builder.Region, builder.WorkspaceId) = ("cn-hangzhou", "1");
            builder.Credentials = PaiCredentials.FromAccessKey(key);
            builder.UseDlc(new() { Endpoint = endpoint, WorkspaceEndpoint = endpoint });
        });
        using var cancel = new CancellationTokenSource();
        var waits = ids.Select(id => session.Watcher.WaitAsync(id, static _ => { }, cancel.Token)).ToList();
        await Task.Delay(s_settling);
        await CallsAsync(server);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        await Task.Delay(s_time);
        process.Refresh();
        var used = process.TotalProcessorTime - cpu;
        var calls = await CallsAsync(server);
        var memory = Memory() - idle;
        await cancel.CancelAsync();
        await Task.WhenAll(waits).ContinueWith(static _ => { }, TaskScheduler.Default);
        var tens = s_time / TimeSpan.FromSeconds(10);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {ids.Length:N0} | {calls / tens:0.0} | {used.TotalMilliseconds / tens:0.0} | {used / s_time:P2} "
            + $"| {memory / 1048576.0:0.0} |");
    }

    private static async Task<int> CallsAsync(Process server)
    {
        await server.StandardInput.WriteLineAsync();
        await server.StandardInput.FlushAsync();
        return int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    private static long Memory()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static DlcClient Client(PaiAccessKey key, string endpoint) =>
        new(PaiCredentials.FromAccessKey(key), ApiEndpoint.Parse(ApiService.Dlc, endpoint));
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pai.Jobs.Dlc.Benchmarks;

/// <summary>
/// Many jobs submitted, watched and read to the end by one process, while the services fail now and then: nothing is lost or doubled, and
/// the managed memory does not grow with the number of jobs. The emulator is in a process of its own (<see cref="SoakServer"/>).
/// </summary>
internal static class Soak
{
    public const int LinesOfJob = 20;
    private const int Rounds = 10;
    private const int Parallel = 64;

    /// <param name="count">The number of jobs; 10 rounds of a tenth each.</param>
    public static async Task MeasureAsync(int count)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["soak-serve"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var server = Process.Start(start)!;
        try
        {
            var place = (await server.StandardOutput.ReadLineAsync())!.Split(' ');
            await RunAsync(count / Rounds, server, int.Parse(place[0], CultureInfo.InvariantCulture), new(place[1], place[2]));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    /// <summary>The lines of a job, which only it has.</summary>
    public static string LineOf(string job, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{job} step {number:00} of {LinesOfJob}: loss 0.1234, 567 samples/s, all is well with this job");

    private static async Task RunAsync(int jobsOfRound, Process server, int port, PaiAccessKey key)
    {
        using var handler = HandlerOf(port);
        await using var session = PaiSession.CreateDefault(builder =>
        {
            builder.Environment = static _ => null;
            (builder.Region, builder.WorkspaceId, builder.Bucket) = ("cn-hangzhou", SoakServer.Workspace, SoakServer.Bucket);
            builder.OssEndpoint = "http://oss-cn-hangzhou.aliyuncs.com";
            builder.Credentials = PaiCredentials.FromAccessKey(key);
            builder.HttpHandler = handler;
            var endpoint = $"http://127.0.0.1:{port}";
            builder.UseDlc(new() { Endpoint = endpoint, WorkspaceEndpoint = endpoint });
        });
        Console.WriteLine("| jobs | on the service | lines right | wrong | managed MiB | resident MiB | calls | faults | seconds |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        var (first, last, right, wrong) = (0L, 0L, 0L, 0L);
        for (var round = 1; round <= Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            using var room = new SemaphoreSlim(Parallel);
            var jobs = Enumerable.Range((round - 1) * jobsOfRound, jobsOfRound).Select(async i =>
            {
                await room.WaitAsync();
                try
                {
                    return await RunOneAsync(session, $"soak-{i:00000}");
                }
                finally
                {
                    room.Release();
                }
            }).ToList();
            foreach (var isRight in await Task.WhenAll(jobs)) _ = isRight ? right++ : wrong++;
            jobs.Clear();

            last = Memory();
            if (round == 1) first = last;
            await server.StandardInput.WriteLineAsync();
            await server.StandardInput.FlushAsync();
            var facts = (await server.StandardOutput.ReadLineAsync())!.Split(' ');
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {round * jobsOfRound} | {facts[0]} | {right} | {wrong} | {last / 1048576.0:0.00} "
                + $"| {process.WorkingSet64 / 1048576.0:0} "
                + $"| {facts[1]} | {facts[2]} | {Stopwatch.GetElapsedTime(began).TotalSeconds:0} |"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Managed memory after the last round: {(double)last / first:0.00} times that after the first."));
    }

    /// <returns>True if the job has succeeded, and its log has each of its lines once, in order, and no other.</returns>
    private static async Task<bool> RunOneAsync(PaiSession session, string name)
    {
        var run = await new SoakJob().SubmitAsync(session, new() { JobName = name });
        var ended = run.WaitAsync();
        var (number, isRight) = (0, true);
        await foreach (var line in run.ReadLogsAsync())
        {
            if (line.Text == LineOf(name, number))
            {
                number++;
                continue;
            }

            isRight = false;
            Console.WriteLine($"{name}, after {number} lines: {line.Stream} {line.Text}");
        }

        return await ended == JobStatus.Succeeded && isRight && number == LinesOfJob;
    }

    private static SocketsHttpHandler HandlerOf(int port) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

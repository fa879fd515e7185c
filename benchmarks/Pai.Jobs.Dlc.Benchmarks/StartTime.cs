using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pai.Jobs.Dlc.Benchmarks;

/// <summary>
/// The time from the start of an ahead-of-time compiled program to the first byte of its first request, and the size of the program.
/// </summary>
internal static class StartTime
{
    private const int Runs = 20;

    /// <param name="programs">The programs; each gets the address of a server.</param>
    public static async Task MeasureAsync(IReadOnlyList<string> programs)
    {
        Console.WriteLine("| program | size MiB | to the first byte ms, median (least, most) |");
        Console.WriteLine("|---|--:|--:|");
        var times = programs.ToDictionary(p => p, _ => new List<double>());
        for (var run = 0; run < Runs + 1; run++)
        {
            // In turn, and the first run of each does not count: it reads the program from the disk.
            foreach (var program in programs)
                if (await MeasureAsync(program) is var time && run > 0) times[program].Add(time);
        }

        foreach (var program in programs)
        {
            var all = times[program].Order().ToList();
            var size = new FileInfo(program).Length / 1048576.0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(program)} | {size:0.0} | {all[Runs / 2]:0.0} ({all[0]:0.0}, {all[^1]:0.0}) |"));
        }
    }

    private static async Task<double> MeasureAsync(string program)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var start = new ProcessStartInfo(program)
        {
            ArgumentList = { $"http://{listener.LocalEndpoint}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        using var connection = await listener.AcceptTcpClientAsync();
        var read = await connection.GetStream().ReadAsync(new byte[1]);
        var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        process.Kill();
        await process.WaitForExitAsync();
        return read == 1 ? time : throw new InvalidOperationException($"{program} sent nothing.");
    }
}

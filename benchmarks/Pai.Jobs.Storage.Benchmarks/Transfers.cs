using System.Globalization;

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>
/// Moves a large file and many small ones up and down, with each client in turn: round by round, and in every other round backwards, so
/// that a machine that changes its speed changes it for all.
/// </summary>
internal sealed class Transfers(Workload workload, int rounds, string folder)
{
    public static async Task MeasureAsync(Workload workload, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("pai-benchmarks-").FullName;
        try
        {
            workload.Write(Path.Combine(folder, Transfer.Main));
            workload.First.Write(Path.Combine(folder, Transfer.First));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{workload.LargeBytes >> 20} MiB in one file, {workload.Files} files of {Workload.SmallBytes} bytes; {rounds} rounds: "
                    + $"medians, least and greatest"));
            await new Transfers(workload, rounds, folder).MeasureAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureAsync()
    {
        string[] clients = [ClientProcess.Own, ClientProcess.Bare];
        if (!ClientProcess.HasAliOss) Console.WriteLine("Without ali-oss, which eng/official-clients installs.");
        TransferReport.WriteHead();
        await MeasureAsync(ServerProcess.Emulator, ClientProcess.HasAliOss ? [.. clients, ClientProcess.AliOss] : clients);
        await MeasureAsync(ServerProcess.Discarding, clients);
    }

    private async Task MeasureAsync(string kind, string[] clients)
    {
        using var server = await ServerProcess.StartAsync(kind, workload);
        using var own = new OwnClient(server.Address, Path.Combine(folder, "state"));
        foreach (var isLarge in (bool[])[true, false])
        {
            // What is downloaded: the same bytes.
            var down = new Transfer(IsUp: false, isLarge, server.Address, folder);
            foreach (var part in (Transfer[])[down, down with { Stage = Transfer.First }])
                await own.UploadAsync(part.Source, part.Location);
            foreach (var isUp in (bool[])[true, false])
            {
                var transfer = down with { IsUp = isUp };
                TransferReport.Write(kind, transfer, workload, clients, await MeasureAsync(server, own, transfer, clients));
            }
        }
    }

    private async Task<Footprint[][]> MeasureAsync(ServerProcess server, OwnClient own, Transfer transfer, string[] clients)
    {
        var results = new Footprint[rounds][];
        for (var round = 0; round < rounds; round++)
        {
            results[round] = new Footprint[clients.Length];
            foreach (var i in round % 2 == 0 ? Enumerable.Range(0, clients.Length) : Enumerable.Range(0, clients.Length).Reverse())
            {
                var before = server.Cpu;
                var result = await ClientProcess.RunAsync(clients[i], transfer, workload);
                results[round][i] = result with { ServerCpu = server.Cpu - before };
                var moved = transfer.IsUp ? await own.ClearAsync() : TakeAway(Path.Combine(folder, Transfer.Downloads));
                var expected = workload.Bytes(transfer.IsLarge) + workload.First.Bytes(transfer.IsLarge);
                if (moved != expected && !(server.Kind == ServerProcess.Discarding && transfer.IsUp))
                    throw new InvalidOperationException($"{clients[i]} moved {moved} bytes: {transfer}.");
            }
        }

        return results;
    }

    private static long TakeAway(string folder)
    {
        var bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>The table of all transfers.</summary>
internal static class TransferReport
{
    public static void WriteHead()
    {
        Console.WriteLine("| server | transfer | client | rate | client's CPU s | its first eighth's | memory over idle MiB "
            + "| server's CPU s, for both | Pai.Jobs ÷ it: rate | Pai.Jobs ÷ it: CPU |");
        Console.WriteLine("|---|---|---|--:|--:|--:|--:|--:|--:|--:|");
    }

    /// <param name="server">The server.</param>
    /// <param name="transfer">The transfer.</param>
    /// <param name="workload">What it moved.</param>
    /// <param name="clients">The clients; the first is the one that is compared with the others.</param>
    /// <param name="results">Those of each round, one for each client.</param>
    public static void Write(string server, Transfer transfer, Workload workload, string[] clients, Footprint[][] results)
    {
        var (amount, unit) = transfer.IsLarge ? (workload.LargeBytes / (double)(1 << 20), "MiB/s") : (workload.Files, "files/s");
        for (var i = 0; i < clients.Length; i++)
        {
            var (rate, cpu) = i == 0 ? ("", "") : (Ratio(f => 1 / f.Wall), Ratio(f => f.Cpu));
            Console.WriteLine($"| {server} | {transfer} | {clients[i]} | {Of(f => amount / f.Wall, "0")} {unit} | {Of(f => f.Cpu, "0.00")} "
                + $"| {Of(f => f.FirstCpu, "0.00")} | {Of(f => f.Memory, "0")} | {Of(f => f.ServerCpu, "0.00")} | {rate} | {cpu} |");

            string Of(Func<Footprint, double> value, string format) => Spread.Of(results.Select(r => value(r[i]))).ToString(format);

            string Ratio(Func<Footprint, double> value) => Spread.Of(results.Select(r => value(r[0]) / value(r[i]))).ToString("0.00");
        }
    }
}

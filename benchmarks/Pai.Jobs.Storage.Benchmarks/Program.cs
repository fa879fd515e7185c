using Pai.Jobs.Storage.Benchmarks;

// dotnet run -c Release --project benchmarks/Pai.Jobs.Storage.Benchmarks -- [signing | transfers [--mib N] [--files N] [--pairs N]]
// Without a word both. The transfers start this program again, as server and as clients; beside ali-oss where eng/official-clients has
// installed it.
if (args is ["serve", ..]) await ServerProcess.ServeAsync(args[1], Workload.Parse(args));
else if (args is ["client", ..]) await ClientProcess.MoveAsync(args[1], Transfer.Parse(args), Workload.Parse(args));
else
{
    if (!args.Contains("transfers")) Signing.Measure();
    if (!args.Contains("signing")) await Transfers.MeasureAsync(Workload.Parse(args), Workload.Number(args, "--pairs", 7));
}

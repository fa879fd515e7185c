using Pai.Jobs.Dlc.Benchmarks;

// dotnet run -c Release --project benchmarks/Pai.Jobs.Dlc.Benchmarks -- [lines | rates [RATE ...]]
// Without a word both. The rates take half a minute each.
if (args is [] or ["lines"]) await LogThroughput.MeasureAsync();
if (args is [] or ["rates", ..]) await LogRates.MeasureAsync(args.Skip(1).Select(int.Parse).ToArray());

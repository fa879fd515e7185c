using Pai.Jobs.Generators.Benchmarks;

// dotnet run -c Release --project benchmarks/Pai.Jobs.Generators.Benchmarks -- [generator | analyzers] [--quick] [sizes…]
// Without a word both, without sizes 10, 100 and 1000 jobs; --quick for fewer rounds. With -p:Peers=true before the dashes, `peers` adds
// the other generators.
var quick = args.Contains("--quick");
var sizes = args.Where(a => int.TryParse(a, out _)).Select(int.Parse).ToArray();
if (sizes.Length == 0) sizes = [10, 100, 1000];
if (!args.Contains("analyzers")) GeneratorReport.Write(sizes, quick, args.Contains("peers"));
if (!args.Contains("generator") && !args.Contains("peers")) await AnalyzerReport.WriteAsync(sizes, quick);

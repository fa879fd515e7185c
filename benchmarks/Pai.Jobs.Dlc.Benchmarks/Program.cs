using System.Globalization;
using Pai.Jobs.Dlc.Benchmarks;

// dotnet run -c Release --project benchmarks/Pai.Jobs.Dlc.Benchmarks --
//     [lines | rates [RATE ...] | submit | ticks [JOBS ...] | start PROGRAM ... | soak [JOBS]]
// Without a word all but the last two. The rates take half a minute each, the ticks three minutes each, a soak of 10,000 half an hour.
if (args is ["serve", var count])
{
    await Ticks.ServeAsync(int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

if (args is ["soak-serve"])
{
    await SoakServer.ServeAsync();
    return;
}

if (args is [] or ["submit"]) await SubmitCost.MeasureAsync();
if (args is [] or ["ticks", ..]) await Ticks.MeasureAsync([.. args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture))]);
if (args is [] or ["lines"]) await LogThroughput.MeasureAsync();
if (args is [] or ["rates", ..]) await LogRates.MeasureAsync([.. args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture))]);
if (args is ["soak", ..]) await Soak.MeasureAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000);
if (args is ["start", .. var programs]) await StartTime.MeasureAsync(programs);

using System.Globalization;
using Pai.Jobs.Dlc.Benchmarks;

// dotnet run -c Release --project benchmarks/Pai.Jobs.Dlc.Benchmarks --
//     [lines | rates [RATE ...] | submit | ticks [JOBS ...] | start PROGRAM ...]
// Without a word all but the last. The rates take half a minute each, the ticks three minutes each.
if (args is ["serve", var count])
{
    await Ticks.ServeAsync(int.Parse(count, CultureInfo.InvariantCulture));
    return;
}

if (args is [] or ["submit"]) await SubmitCost.MeasureAsync();
if (args is [] or ["ticks", ..]) await Ticks.MeasureAsync([.. args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture))]);
if (args is [] or ["lines"]) await LogThroughput.MeasureAsync();
if (args is [] or ["rates", ..]) await LogRates.MeasureAsync([.. args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture))]);
if (args is ["start", .. var programs]) await StartTime.MeasureAsync(programs);

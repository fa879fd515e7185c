using Pai.Jobs;
using Pai.Jobs.Benchmarks;

// dotnet run -c Release --project benchmarks/Pai.Jobs.Benchmarks [runs|logs]
var folder = Directory.CreateTempSubdirectory("pai-benchmarks-");
try
{
    if (args is [] or ["runs"])
    {
        foreach (var isolation in (LocalIsolation[])[LocalIsolation.Process, LocalIsolation.Namespace])
            await RunOverhead.MeasureAsync(isolation, Path.Combine(folder.FullName, isolation.ToString()));
    }

    if (args is [] or ["logs"]) await LogThroughput.MeasureAsync(folder.FullName);
}
finally
{
    folder.Delete(recursive: true);
}

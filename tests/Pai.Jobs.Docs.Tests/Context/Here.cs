using Microsoft.Extensions.Logging;

namespace Sample;

/// <summary>The variables that the pages' code uses.</summary>
public static class Here
{
    public static PaiSession session = null!;
    public static WebApplicationBuilder builder = null!;
    public static WebApplication app = null!;
    public static IServiceCollection services = null!;
    public static ILoggerFactory loggerFactory = null!;
    public static PaiEmulator emulator = null!;
    public static ActivitySource source = null!;
    public static CancellationToken cancellationToken;
    public static RunOptions options = new();
    public static JobRun other = null!;
    public static string id = "";
    public static string jobId = "";
    public static string file = "";
    public static WeatherJob job = null!;
    public static WeatherJob[] jobs = [];
    public static JobRun<WeatherJob, WeatherJob.Outputs> run = null!;
}

public enum TemperatureUnit
{
    Celsius,
    Fahrenheit,
}

public sealed class Model
{
    public int Epoch { get; set; }
    public double Loss { get; set; }
    public void Learn(string line) { }
    public Task LoadAsync(Stream stream, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task SaveAsync(Stream stream, CancellationToken cancellationToken) => Task.CompletedTask;
}

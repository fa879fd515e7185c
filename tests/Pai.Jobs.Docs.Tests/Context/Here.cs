using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sample;

/// <summary>The variables that the pages' code uses, each made at its first use.</summary>
public static class Here
{
    private static readonly RunOptions s_quiet = new() { LogWriter = TextWriter.Null };
    private static readonly Lazy<PaiSession> s_session = new(() => PaiSession.CreateDefault());
    private static readonly Lazy<WebApplicationBuilder> s_builder = new(CreateBuilder);
    private static readonly Lazy<WebApplication> s_app = new(() => builder.Build());
    private static readonly Lazy<JobRun<WeatherJob, WeatherJob.Outputs>> s_run = new(() => Wait(job.RunAsync(session, s_quiet)));
    private static readonly Lazy<JobRun<WeatherJob, WeatherJob.Outputs>> s_other = new(() => Wait(jobs[1].RunAsync(session, s_quiet)));
#if DLC
    private static readonly Lazy<string> s_jobId = new(() => Wait(new TokenizeJob().SubmitAsync(session)).Id);
    public static string jobId => s_jobId.Value;
#endif

    public static PaiSession session => s_session.Value;
    public static WebApplicationBuilder builder => s_builder.Value;
    public static WebApplication app => s_app.Value;
    public static IServiceCollection services { get; } = new ServiceCollection();
    public static ILoggerFactory loggerFactory { get; } = NullLoggerFactory.Instance;
    public static PaiEmulator emulator => (PaiEmulator)AppContext.GetData("emulator")!;
    public static ActivitySource source { get; } = new("Sample");
    public static CancellationToken cancellationToken => default;
    public static RunOptions options { get; } = new();
    public static string file { get; } = "data/seattle-weather.csv";
    public static WeatherJob job { get; } = new() { Weather = file };
    public static WeatherJob[] jobs { get; } = [job, job with { FirstYear = 2013 }];
    public static JobRun<WeatherJob, WeatherJob.Outputs> run => s_run.Value;
    public static JobRun other => s_other.Value;
    public static string id => run.Id;

    /// <summary>Starts the application, calls all that it has, and stops it.</summary>
    public static async Task StartAppAsync()
    {
        await app.StartAsync();
        using var http = new System.Net.Http.HttpClient();
        foreach (var endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>())
        {
            var method = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0];
            using var answer = await http.SendAsync(new(new(method), app.Urls.First() + endpoint.RoutePattern.RawText));
            answer.EnsureSuccessStatusCode();
        }

        foreach (var session in app.Services.GetServices<PaiSession>()) Console.WriteLine(session.Backend.Name);
        if (app.Services.GetService<HealthCheckService>() is { } health)
        {
            var report = await health.CheckHealthAsync();
            if (report.Status != HealthStatus.Healthy) throw new InvalidOperationException(report.Entries.First().Value.Description);
        }

        await app.StopAsync();
    }

    /// <summary>Makes what the services offer.</summary>
    public static async Task StartServicesAsync()
    {
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<TracerProvider>();
        provider.GetRequiredService<MeterProvider>();
    }

    /// <summary>Called when the page's code has ended.</summary>
    public static async Task EndAsync()
    {
        if (s_session.IsValueCreated) await session.DisposeAsync();
        if (s_app.IsValueCreated) await app.DisposeAsync();
    }

    private static WebApplicationBuilder CreateBuilder()
    {
        var created = WebApplication.CreateBuilder();
        created.WebHost.UseUrls("http://127.0.0.1:0");
        return created;
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
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
    public void Learn(string line) => Loss += line.Length;
    public async Task LoadAsync(Stream stream, CancellationToken cancellationToken) => Epoch = stream.ReadByte();
    public async Task SaveAsync(Stream stream, CancellationToken cancellationToken) => stream.WriteByte((byte)Epoch);
}

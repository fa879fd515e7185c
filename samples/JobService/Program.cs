using JobService;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pai.Jobs;

if (args is ["worker"]) return Worker.Run();

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddPaiJobs();
builder.Services.AddHealthChecks().AddPaiJobs();
builder.Services.AddSingleton<RunningJobs>().AddHostedService(s => s.GetRequiredService<RunningJobs>());
builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, ServiceJson.Default));
builder.Services.AddOpenTelemetry()
    .ConfigureResource(r => r.AddService("job-service"))
    .WithTracing(t => t.AddSource("Microsoft.AspNetCore", PaiJobsTelemetry.ActivitySourceName).AddConsoleExporter())
    .WithMetrics(m => m.AddMeter(PaiJobsTelemetry.MeterName).AddConsoleExporter());

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapPost("/jobs", JobEndpoints.SubmitAsync);
app.MapGet("/jobs/{id}", JobEndpoints.GetAsync);
app.MapGet("/jobs/{id}/log", JobEndpoints.ReadLogAsync);
await app.RunAsync();
return 0;

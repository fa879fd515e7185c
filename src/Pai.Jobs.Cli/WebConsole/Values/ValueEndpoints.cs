using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The values of a run, for people and as C#.</summary>
internal sealed class ValueEndpoints(RunSources sources)
{
    public void Map(WebApplication application)
    {
        application.MapGet("/api/runs/{source}/{id}/values", (RequestDelegate)ShowAsync);
        application.MapGet("/api/runs/{source}/{id}/csharp", (RequestDelegate)WriteAsync);
    }

    private async Task ShowAsync(HttpContext http)
    {
        var (source, run) = await sources.OpenAsync(http);
        await http.WriteAsync(await RunValues.ReadAsync(source, run, http.RequestAborted), ConsoleJson.Default.ValuesJson);
    }

    private async Task WriteAsync(HttpContext http)
    {
        var (source, run) = await sources.OpenAsync(http);
        await http.WriteAsync(await RunValues.WriteAsync(source, run, http.RequestAborted), ConsoleJson.Default.CSharpJson);
    }
}

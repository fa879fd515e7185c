using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Stops a run. A second request changes nothing.</summary>
internal sealed class StopEndpoint(RunSources sources)
{
    public void Map(WebApplication application) =>
        application.MapPost("/api/runs/{source}/{id}/stop", (RequestDelegate)StopAsync);

    private async Task StopAsync(HttpContext http)
    {
        var (source, run) = await sources.OpenAsync(http);
        // A request that its reader has given up goes on: half a stop is none.
        if (!run.Status.HasResult()) await source.Backend.StopAsync(run.Id, CancellationToken.None);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentLength = 0;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The table of runs, and what is known of one run besides its log and its files.</summary>
internal sealed class RunEndpoints(RunSources sources, RunTable table, TimeProvider clock, CancellationToken stopping)
{
    public void Map(WebApplication application)
    {
        application.MapGet("/api/runs", (RequestDelegate)ListAsync);
        application.MapGet("/api/runs/stream", (RequestDelegate)StreamAsync);
        application.MapGet("/api/runs/{source}/{id}", (RequestDelegate)ShowAsync);
        application.MapGet("/api/runs/{source}/{id}/events", (RequestDelegate)EventsAsync);
        application.MapGet("/api/runs/{source}/{id}/metrics", (RequestDelegate)MetricsAsync);
    }

    private async Task ListAsync(HttpContext http) =>
        await http.WriteAsync(new RunsJson(await table.ListAsync(http.RequestAborted)), ConsoleJson.Default.RunsJson);

    private async Task StreamAsync(HttpContext http)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var token = either.Token;
        var stream = new EventStream(http);
        await stream.BeginAsync(token);
        await using var changes = table.WatchAsync(token).GetAsyncEnumerator(token);
        try
        {
            var next = changes.MoveNextAsync().AsTask();
            while (true)
            {
                await stream.WaitAsync(next, clock, token);
                if (!await next) return;
                await SendAsync(stream, changes.Current, token);
                next = changes.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The reader is gone, or the console ends: a stream ends so.
        }
    }

    private static Task SendAsync(EventStream stream, TableChange change, CancellationToken token) => change switch
    {
        { Runs: { } runs } => stream.SendAsync("runs", new RunsJson(runs), ConsoleJson.Default.RunsJson, token),
        { Run: { } run } => stream.SendAsync("run", run, ConsoleJson.Default.RunJson, token),
        { Gone: { } gone } => stream.SendAsync("gone", gone, ConsoleJson.Default.GoneJson, token),
        { Source: { } source } => stream.SendAsync("source", source, ConsoleJson.Default.SourceChangeJson, token),
        _ => Task.CompletedTask,
    };

    private async Task ShowAsync(HttpContext http)
    {
        var (source, run) = await sources.OpenAsync(http);
        var details = new RunDetailsJson(
            RunJson.Of(source, run),
            await RunPhases.ReadAsync(source, run, http.RequestAborted),
            await RunTries.FindAsync(source, run, http.RequestAborted),
            run.Notes,
            run.ExitCode);
        await http.WriteAsync(details, ConsoleJson.Default.RunDetailsJson);
    }

    private async Task EventsAsync(HttpContext http)
    {
        var (source, run) = await sources.OpenAsync(http);
        var events = new List<EventLineJson>();
        await foreach (var e in source.Backend.ReadEventsAsync(run.Id, http.RequestAborted))
        {
            events.Add(new(e.Time, e.Severity.ToString(), e.Source, e.Reason, e.Message));
            if (events.Count > ConsoleLimits.Events) break;
        }

        var more = events.Count > ConsoleLimits.Events;
        await http.WriteAsync(
            new EventsJson(more ? events[..ConsoleLimits.Events] : events, more), ConsoleJson.Default.EventsJson);
    }

    private async Task MetricsAsync(HttpContext http)
    {
        var (from, to) = (http.Time("from"), http.Time("to"));
        if (to <= from) throw new ConsoleException(400, "invalid", $"\"to\" ({to:O}) must be after \"from\" ({from:O}).");
        var (source, run) = await sources.OpenAsync(http);
        await http.WriteAsync(await RunMetrics.ReadAsync(source, run, from, to, http.RequestAborted), ConsoleJson.Default.MetricsJson);
    }
}

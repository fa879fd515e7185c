using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Logs: what is in them, windows of lines, counts, places by time, matches, and the whole as a file.</summary>
internal sealed class LogEndpoints(LogStore logs, TimeProvider clock, CancellationToken stopping)
{
    private const string Path = "/api/runs/{source}/{id}/log";

    /// <summary>A log that grows fast is announced so often.</summary>
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(100);

    public void Map(WebApplication application)
    {
        application.MapGet(Path, (RequestDelegate)ShowAsync);
        application.MapGet(Path + "/stream", (RequestDelegate)StreamAsync);
        application.MapGet(Path + "/lines", (RequestDelegate)LinesAsync);
        application.MapGet(Path + "/counts", (RequestDelegate)CountsAsync);
        application.MapGet(Path + "/at", (RequestDelegate)AtAsync);
        application.MapGet(Path + "/search", (RequestDelegate)SearchAsync);
        application.MapGet(Path + "/raw", (RequestDelegate)RawAsync).WithMetadata(new TakesTickets());
    }

    private async Task ShowAsync(HttpContext http)
    {
        var log = await logs.OpenAsync(http);
        await http.WriteAsync(LogJson.Of(log, log.State), ConsoleJson.Default.LogJson);
    }

    private async Task StreamAsync(HttpContext http)
    {
        var log = await logs.OpenAsync(http);
        using var following = log.Follow();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var token = either.Token;
        var stream = new EventStream(http);
        try
        {
            await stream.BeginAsync(token);
            while (true)
            {
                var (state, changed) = log.Watch();
                await stream.SendAsync("log", LogJson.Of(log, state), ConsoleJson.Default.LogJson, token);
                if (state.IsComplete) break;
                await stream.WaitAsync(changed, clock, token);
                await Task.Delay(s_pace, clock, token);
            }

            await stream.SendAsync("end", LogJson.Of(log, log.State), ConsoleJson.Default.LogJson, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The reader is gone, or the console ends.
        }
    }

    private async Task LinesAsync(HttpContext http)
    {
        var count = (int)http.Number("count", ConsoleLimits.WindowLines, 1, ConsoleLimits.WindowLines);
        var from = http.Number("from", 0, 0, long.MaxValue >> 1);
        var log = await logs.OpenAsync(http);
        var window = LogWindow.Read(log, FilterOf(http, log), from, count, http.Flag("fold"), http.RequestAborted);
        await http.WriteAsync(window, ConsoleJson.Default.LogLinesJson);
    }

    private async Task CountsAsync(HttpContext http)
    {
        var buckets = (int)http.Number("buckets", 100, 1, ConsoleLimits.Buckets);
        var (from, to) = (http.Time("from"), http.Time("to"));
        var log = await logs.OpenAsync(http);
        await http.WriteAsync(
            LogCounts.Count(log, FilterOf(http, log).Node, from, to, buckets), ConsoleJson.Default.LogCountsJson);
    }

    private async Task AtAsync(HttpContext http)
    {
        var time = http.Time("time") ?? throw new ConsoleException(400, "invalid", "\"time\" is missing.");
        var log = await logs.OpenAsync(http);
        await http.WriteAsync(new LogPlaceJson(Find(log, log.View(FilterOf(http, log)), time)), ConsoleJson.Default.LogPlaceJson);
    }

    private async Task SearchAsync(HttpContext http)
    {
        var query = http.Text("q") ?? throw new ConsoleException(400, "invalid", "\"q\" is missing: the string to search for.");
        var searcher = LogSearcher.Of(query, http.Flag("regex"), http.Flag("case"));
        var from = http.Number("from", 0, 0, long.MaxValue >> 1);
        var log = await logs.OpenAsync(http);
        var filter = FilterOf(http, log);
        var match = await Task.Run(
            () => searcher.Find(log, filter, from, http.Flag("backwards"), clock, http.RequestAborted), http.RequestAborted);
        await http.WriteAsync(match, ConsoleJson.Default.LogMatchJson);
    }

    private async Task RawAsync(HttpContext http)
    {
        var log = await logs.OpenAsync(http);
        var view = log.View(FilterOf(http, log));
        Attachments.Begin(http, $"{http.Route("id")}.log");
        var hasNodes = log.Parts.Select(p => p.Node).Distinct().Count() > 1;
        for (int i = 0, count = view.Count; i < count; i++)
        {
            var (block, _) = view.At(i);
            var part = log.Parts[block.Part];
            var text = new StringBuilder();
            foreach (var line in BlockReader.Read(part, block, int.MaxValue / 8))
            {
                if (hasNodes) text.Append('[').Append(part.Node).Append("] ");
                text.Append(line.Text).Append('\n');
            }

            await http.Response.WriteAsync(text.ToString(), http.RequestAborted);
        }
    }

    private static long? Find(RunLog log, LogView view, DateTimeOffset time)
    {
        var at = view.IndexOf(time);
        if (at == view.Count) return view.Total is > 0 and var total ? total - 1 : null;
        var (block, first) = view.At(at);
        if (block.Ticks >= time.UtcTicks) return first;
        foreach (var line in BlockReader.Read(log.Parts[block.Part], block, maxCharacters: 1))
        {
            if (line.Time >= time) return first;
            first++;
        }

        return first - 1;
    }

    private static LogFilter FilterOf(HttpContext http, RunLog log)
    {
        var (node, stream) = (http.Text("node"), http.Text("stream"));
        if (stream is not null and not ("Out" or "Error" or "System"))
            throw ConsoleException.Invalid("stream", stream, "is not a stream: Out, Error or System");
        if (node is not null && log.Parts.All(p => p.Node != node))
        {
            var nodes = string.Join(", ", log.Parts.Select(p => p.Node).Distinct());
            throw ConsoleException.Invalid("node", node, $"is not a node of this log: {nodes}");
        }

        return new(node, stream);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pai.Jobs.Internal.Replay;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Compares two runs, runs one again, with other values, or on this machine.</summary>
internal sealed class RunAgainEndpoints(RunSources sources, CancellationToken stopping)
{
    private const string KeyHeader = "Idempotency-Key";

    private readonly SubmitKeys _keys = new();

    public void Map(WebApplication application)
    {
        application.MapGet("/api/diff", (RequestDelegate)DiffAsync);
        application.MapGet("/api/runs/{source}/{id}/form", (RequestDelegate)FormAsync);
        application.MapPost("/api/runs/{source}/{id}/run", (RequestDelegate)RunAsync);
        application.MapPost("/api/runs/{source}/{id}/replay", (RequestDelegate)ReplayAsync);
    }

    private async Task DiffAsync(HttpContext http)
    {
        var a = await OpenAsync(http, "a");
        var b = await OpenAsync(http, "b");
        var diff = await a.DiffAsync(b, http.RequestAborted);
        var sections = diff.Differences.GroupBy(d => d.Kind).Select(g => new DiffSectionJson(
            g.Key.ToString(), [.. g.Select(d => new DiffChangeJson(d.Name ?? "", d.Before, d.After, KindOf(d)))]));
        await http.WriteAsync(new DiffJson([.. sections], diff.Notes, diff.ToString()), ConsoleJson.Default.DiffJson);
    }

    private async Task FormAsync(HttpContext http)
    {
        var (source, run) = await sources.OpenAsync(http);
        FormJson form;
        try
        {
            form = RunForm.Of(await RunAgain.ReadAsync(new(source.Backend, run), http.RequestAborted));
        }
        catch (JobException e)
        {
            form = new(CanRun: false, e.Message, [], "");
        }

        await http.WriteAsync(form, ConsoleJson.Default.FormJson);
    }

    private async Task RunAsync(HttpContext http)
    {
        var request = await http.ReadAsync(ConsoleJson.Default.RunRequestJson);
        var (source, run) = await sources.OpenAsync(http);
        var submitted = await SubmitAsync(http, async () =>
        {
            var again = await RunAgain.ReadAsync(new(source.Backend, run), stopping);
            var changes = new RunChanges { Parameters = request.Values ?? [] };
            var next = await again.SubmitAsync(source.Session, changes, stopping);
            // Outputs for OSS are published by a program that waits; PAI-DLC needs none.
            if (source.Backend is LocalBackend) Watch(next, end: null);
            return new(source.Id, next.Id);
        });
        await http.WriteAsync(submitted, ConsoleJson.Default.SubmittedJson, StatusCodes.Status201Created);
    }

    private async Task ReplayAsync(HttpContext http)
    {
        var options = (await http.ReadAsync(ConsoleJson.Default.ReplayRequestJson)).Options;
        var (source, run) = await sources.OpenAsync(http);
        var (local, replayOptions) = ReplayOptionsJson.Read(options, sources);
        var submitted = await SubmitAsync(http, async () =>
        {
            var replay = await new JobRun(source.Backend, run).ReplayLocallyAsync(replayOptions, stopping);
            Watch(replay.Run, replay);
            return new(local.Id, replay.Run.Id);
        });
        await http.WriteAsync(submitted, ConsoleJson.Default.SubmittedJson, StatusCodes.Status201Created);
    }

    private async Task<JobRun> OpenAsync(HttpContext http, string name)
    {
        var reference = http.Text(name)
            ?? throw new ConsoleException(400, "invalid", $"\"{name}\" is missing: a source and the id of a run, as in local/ID.");
        var (source, run) = await sources.OpenAsync(name, reference, http.RequestAborted);
        return new(source.Backend, run);
    }

    /// <summary>A submission that began is not given up: its reader would not know whether there is a run.</summary>
    private async Task<SubmittedJson> SubmitAsync(HttpContext http, Func<Task<SubmittedJson>> submit)
    {
        try
        {
            return await _keys.SubmitAsync(http.Request.Headers[KeyHeader].ToString(), http.Request.Path, submit);
        }
        catch (JobValidationException e)
        {
            throw new ConsoleException(400, "invalid", "Some values cannot be submitted.", FieldProblems.Of(e.Problems));
        }
    }

    /// <summary>Waits for a run in the background, so that what is to be done at its end is done.</summary>
    private void Watch(JobRun run, LocalReplay? end) => _ = Task.Run(
        async () =>
        {
            try
            {
                await run.WaitAsync(stopping);
            }
            catch (Exception e) when (Outage.IsOne(e) || e is OperationCanceledException or ObjectDisposedException)
            {
                // The run goes on; it says itself what becomes of it.
            }

            if (end is not null) await end.DisposeAsync();
        },
        CancellationToken.None);

    private static string KindOf(RunDifference difference) => (difference.Before, difference.After) switch
    {
        (null, _) => "added",
        (_, null) => "removed",
        _ => "changed",
    };
}

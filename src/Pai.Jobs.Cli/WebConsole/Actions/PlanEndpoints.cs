using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pai.Jobs.Internal.Replay;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Tells the most that another run can cost, and what is wrong with its values. It submits nothing.</summary>
internal sealed class PlanEndpoints(RunSources sources)
{
    private const string NothingHere = "It costs nothing: it runs on this machine.";

    public void Map(WebApplication application)
    {
        application.MapPost("/api/runs/{source}/{id}/plan", (RequestDelegate)PlanAsync);
        application.MapPost("/api/runs/{source}/{id}/replay/plan", (RequestDelegate)PlanReplayAsync);
    }

    private async Task PlanAsync(HttpContext http)
    {
        var request = await http.ReadAsync(ConsoleJson.Default.RunRequestJson);
        var (source, run) = await sources.OpenAsync(http);
        var again = await RunAgain.ReadAsync(new(source.Backend, run), http.RequestAborted);
        var plan = await PlanAsync(async () =>
        {
            var changes = new RunChanges { Parameters = request.Values ?? [] };
            var prepared = await again.PlanAsync(source.Session, changes, http.RequestAborted);
            return new(CostOf(prepared, source.Backend), FieldProblems.Of(prepared.Problems));
        });
        await http.WriteAsync(plan, ConsoleJson.Default.PlanJson);
    }

    private async Task PlanReplayAsync(HttpContext http)
    {
        var options = (await http.ReadAsync(ConsoleJson.Default.ReplayRequestJson)).Options;
        var (source, run) = await sources.OpenAsync(http);
        var (_, replay) = ReplayOptionsJson.Read(options, sources);
        var plan = await PlanAsync(async () =>
        {
            var prepared = await new JobRun(source.Backend, run).PlanReplayAsync(replay, http.RequestAborted);
            var download = string.Create(
                CultureInfo.InvariantCulture, $" {prepared.InputFiles} files of inputs are needed, {prepared.InputBytes} bytes together.");
            return new(NothingHere + (prepared.InputFiles == 0 ? "" : download), FieldProblems.Of(prepared.Job.Problems));
        });
        await http.WriteAsync(plan, ConsoleJson.Default.PlanJson);
    }

    private static async Task<PlanJson> PlanAsync(Func<Task<PlanJson>> plan)
    {
        try
        {
            return await plan();
        }
        catch (JobValidationException e)
        {
            return new("What it can cost is not known, since it cannot be submitted as it is.", FieldProblems.Of(e.Problems));
        }
    }

    private static string CostOf(PreparedJob plan, JobBackend backend)
    {
        if (backend.IsFree) return NothingHere;
        if (plan.MaxCost is not { } cost)
        {
            return backend.Context.Prices.Value is null
                ? "It can cost money. How much is not known: there is no prices file (docs/cost.md)."
                : "It can cost money. How much is not known: its resources are wrong.";
        }

        return cost.Amount is { } amount
            ? $"It can cost at most {amount}: {cost.Explanation}."
            : $"It can cost money. The most is not known: {cost.Explanation}.";
    }
}

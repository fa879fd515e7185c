using Pai.Jobs.Cli.Tests.Jobs;

namespace Pai.Jobs.Cli.Tests.Run;

/// <summary>Costs in the output of the tool, with jobs on an emulator of PAI-DLC.</summary>
public class CostTests
{
    [Fact]
    public async Task Plans_runs_and_lists_have_costs_and_a_limit_refuses()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Environment["PAI_JOBS_BACKEND"] = "dlc";
        home.Environment["PAI_JOBS_PRICES"] = home.Write("prices.json", $$"""
            {"version":1,"prices":[{"instanceType":"ecs.g7.xlarge","region":"{{home.Emulator.Region}}","amount":1.5,"currency":"CNY",
            "unit":"hour","source":"list","date":"2026-11-01"}]}
            """);
        await JobFile.Create(new EchoJob(), new()
        {
            Image = "registry.example/a/b:1",
            InstanceType = "ecs.g7.xlarge",
            MaxRunTime = TimeSpan.FromHours(2),
        }).SaveAsync(Path.Combine(home.Folder, "job.json"), home.Timeout);

        var plan = (await home.RunAsync("plan", "job.json", "-o", "json")).Exits(ExitCodes.Success);
        var wrong = (await home.RunAsync("run", "job.json", "--max-cost", "3")).Exits(ExitCodes.Usage);
        var refused = (await home.RunAsync("run", "job.json", "--max-cost", "2.9 CNY")).Exits(ExitCodes.Usage);
        var batch = (await home.RunAsync("batch", "job.json", "job.json", "--max-cost", "5.9 CNY")).Exits(ExitCodes.Usage);
        var none = (await home.RunAsync("jobs", "list", "-o", "json")).Exits(ExitCodes.Success);
        var id = (await home.RunAsync("run", "job.json", "--max-cost", "3 CNY", "--detach")).Exits(ExitCodes.Success).Lines.Single();
        var show = (await home.RunAsync("jobs", "show", id, "-o", "json")).Exits(ExitCodes.Success);
        var list = (await home.RunAsync("jobs", "list")).Exits(ExitCodes.Success);

        Assert.Equal(3, plan.Json.GetProperty("maxCost").GetProperty("amount").GetDecimal());
        Assert.Contains("write an amount, a space and a currency", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("is 2.9 CNY, and the run can cost 3 CNY", refused.Error, StringComparison.Ordinal);
        Assert.Contains("the batch can cost 6 CNY", batch.Error, StringComparison.Ordinal);
        Assert.Empty(none.Json.EnumerateArray());
        Assert.Equal("ecs.g7.xlarge", show.Json.GetProperty("instanceType").GetString());
        Assert.Equal("CNY", show.Json.GetProperty("cost").GetProperty("currency").GetString());
        Assert.Matches(@"RECORD\s+COST$", list.Lines[0]);
        Assert.EndsWith(" CNY", list.Lines[1], StringComparison.Ordinal);
    }
}

using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>The reason why a job waits.</summary>
public class ExplainTests
{
    private static readonly RunOptions s_options = new() { LogWriter = TextWriter.Null };

    private static async Task<DlcHarness> StartAsync()
    {
        var harness = await DlcHarness.StartAsync();
        harness.Emulator.Dlc.InstanceTypes =
        [
            new("ecs.g7.large", 2, 8), new("ecs.g7.xlarge", 4, 16) { IsAvailable = false, HasSpotStock = false },
            new("ecs.g7.2xlarge", 8, 32), new("ecs.r7.xlarge", 4, 32) { HasSpotStock = false },
        ];
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob().At(TimeSpan.Zero, "Queuing"));
        return harness;
    }

    [Fact]
    public async Task An_instance_type_out_of_stock_is_named_with_those_in_stock_and_the_list_is_asked_for_once()
    {
        await using var harness = await StartAsync();
        var run = await new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);
        var spot = await new TrainJob().SubmitAsync(
            harness.Session,
            s_options with { Spot = new() { Strategy = SpotStrategy.SpotWithPriceLimit, DiscountLimit = 0.5 } },
            harness.Timeout);

        var explanation = await run.ExplainAsync(harness.Timeout);
        var spotExplanation = await spot.ExplainAsync(harness.Timeout);

        Assert.EndsWith("the instance type ecs.g7.xlarge is out of stock.", explanation.Summary, StringComparison.Ordinal);
        Assert.Equal(["ecs.r7.xlarge", "ecs.g7.2xlarge"], explanation.Alternatives);
        Assert.EndsWith("is out of stock for spot.", spotExplanation.Summary, StringComparison.Ordinal);
        Assert.Equal(["ecs.g7.2xlarge"], spotExplanation.Alternatives);
        var pages = harness.Operations.Count(o => o == nameof(EmulatedOperation.ListEcsSpecs));
        await run.ExplainAsync(harness.Timeout);
        Assert.Equal(pages, harness.Operations.Count(o => o == nameof(EmulatedOperation.ListEcsSpecs)));
    }

    [Fact]
    public async Task A_stock_that_cannot_be_asked_for_is_not_taken_from_the_catalog()
    {
        await using var harness = await StartAsync();
        var run = await new TrainJob().SubmitAsync(harness.Session, s_options, harness.Timeout);
        harness.Emulator.Faults.Add(Fault.Error(403, "Forbidden.RAM"), EmulatedOperation.ListEcsSpecs);

        var refused = await run.ExplainAsync(harness.Timeout);

        Assert.Contains(refused.Evidence, e => e.StartsWith("The stock cannot be read.", StringComparison.Ordinal));
        Assert.Empty(refused.Alternatives);
    }
}

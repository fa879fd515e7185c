using System.Globalization;
using Xunit.Abstractions;

namespace Pai.Jobs.Generators.Tests;

/// <summary>
/// Random edits that pile up: after each one, a driver that goes on has made what a cold run makes. For more of them, by hand:
/// <c>PAI_FUZZ_STEPS=100000 dotnet test tests/Pai.Jobs.Generators.Tests --filter FullyQualifiedName~EditFuzzTests</c>, with
/// <c>PAI_FUZZ_SEED</c> for one that was printed.
/// </summary>
public class EditFuzzTests(ITestOutputHelper output)
{
    [Trait("Kind", "Exhaustive")]
    [Fact]
    public void Every_step_leaves_what_a_cold_run_makes()
    {
        var steps = Setting("PAI_FUZZ_STEPS");
        var seed = Setting("PAI_FUZZ_SEED") ?? (steps is null ? 1 : Random.Shared.Next());
        output.WriteLine($"PAI_FUZZ_SEED={seed}");

        new EditFuzzer(seed).Run(steps ?? 150);
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_thousand_steps_leave_what_a_cold_run_makes(int seed) => new EditFuzzer(seed).Run(1000);

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}

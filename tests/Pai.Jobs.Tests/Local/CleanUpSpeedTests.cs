using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

public class CleanUpSpeedTests
{
    /// <summary>Between the two, other work of the machine may come: the best of some rounds counts.</summary>
    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task Cleaning_up_is_not_slower_than_rm()
    {
        await using var local = new LocalHarness();
        var source = Path.GetDirectoryName(local.Write("src/main.sh", "x"));
        var run = Path.Combine(local.Backend.RunsDirectory, (await local.RunAsync(LocalHarness.Job(JobCommand.Shell("true"), source))).Id);
        string[] folders =
            [.. Enumerable.Range(0, 100).Select(i => Path.Combine(local.Backend.RunsDirectory, $"local-20200101000000-{i:D8}"))];
        var (rm, cleanUp) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 3; round++)
        {
            rm = Min(rm, await TimeAsync(run, folders, () => RunAsync("rm", ["-rf", .. folders])));
            cleanUp = Min(cleanUp, await TimeAsync(run, folders, async () =>
            {
                await using var later = local.Open(new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(60)));
                Assert.Equal(folders.Length, (await later.CleanUpAsync(new() { KeepLast = 1 }, local.Timeout)).Count);
            }));
        }

        Assert.True(cleanUp < rm * 1.5 + TimeSpan.FromMilliseconds(100), $"clean-up {cleanUp}, rm {rm}");
    }

    private static TimeSpan Min(TimeSpan first, TimeSpan second) => first < second ? first : second;

    private static async Task<TimeSpan> TimeAsync(string run, string[] folders, Func<Task> action)
    {
        foreach (var folder in folders) await RunAsync("cp", "-a", run, folder);
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
    }
}

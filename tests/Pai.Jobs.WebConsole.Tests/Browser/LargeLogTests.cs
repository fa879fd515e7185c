using System.Globalization;
using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A log of 1 GB: the page gets the lines that can be seen, and none is lost.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class LargeLogTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    /// <summary>Page, windows and counts together.</summary>
    private const long MostBytes = 2 << 20;

    [BrowserFact]
    public async Task A_log_of_1_GB_is_read_by_the_window()
    {
        var feed = await new FeedJob().StartAsync(home);
        await feed.DisposeAsync();
        var lines = await LogFile.WriteLargeAsync(home, feed.Run, DateTimeOffset.UtcNow.AddHours(-1), 1_000_000_000);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{feed.Run.Id}");

        // The index is being built; the first lines are there before it is whole.
        await Expect(visit.Line(Text(0))).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".log-state")).ToContainTextAsync(Grouped(lines) + " lines");
        await AssertNoGapAsync(visit);

        foreach (var share in (double[])[0.5, 0.123, 0.999])
        {
            await visit.Log.EvaluateAsync("(log, share) => { log.scrollTop = (log.scrollHeight - log.clientHeight) * share; }", share);
            await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync(new Regex("^0\\d{9}"));
            await AssertNoGapAsync(visit);
            Assert.InRange(await CurrentAsync(visit), (long)(lines * (share - 0.01)), (long)(lines * (share + 0.01)));
        }

        // Line by line, over the edge of a window: each line has the number that it was written with.
        await visit.Log.PressAsync("Home");
        await Expect(visit.Line(Text(0))).ToBeVisibleAsync();
        for (var i = 0; i < 40; i++)
        {
            await visit.Log.PressAsync("PageDown");
            await AssertNoGapAsync(visit);
        }

        await visit.Log.PressAsync("End");
        await Expect(visit.Line(Text(lines - 1))).ToBeInViewportAsync();
        await AssertNoGapAsync(visit);
        Assert.InRange(await visit.ReceivedAsync(), 1, MostBytes);
        visit.AssertCalm();
    }

    private static string Text(long line) => line.ToString("D10", CultureInfo.InvariantCulture);

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    private static async Task<long> CurrentAsync(Visit visit) =>
        long.Parse((await visit.Page.Locator(".line.current .l-text").TextContentAsync())![..10], CultureInfo.InvariantCulture);

    /// <summary>All rows of the window are lines, in order, and each is the one that its number says.</summary>
    private static async Task AssertNoGapAsync(Visit visit) => await visit.Page.WaitForFunctionAsync(
        """
        () => {
            const rows = [...document.querySelectorAll('.line')];
            const numbers = rows.map(row => Number(row.querySelector('.l-n').textContent) - 1);
            return rows.length > 5 && rows.every((row, i) => Number(row.querySelector('.l-text').textContent.slice(0, 10)) === numbers[i]
                && (i === 0 || numbers[i] === numbers[i - 1] + 1));
        }
        """);
}

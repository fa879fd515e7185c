using Deque.AxeCore.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>States of a progress bar that were written over are behind its last one.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class FoldTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    /// <summary>Lines 50 to 169 of the log, counted from 0, are the states of a bar; 300 to 1299 are those of a long one.</summary>
    private static IEnumerable<string> Lines =>
    [
        .. Enumerable.Range(0, 50).Select(i => $"line {i}."), Bar("short", 120),
        .. Enumerable.Range(170, 130).Select(i => $"line {i}."), Bar("long", 1000), "the last line",
    ];

    [BrowserFact]
    public async Task A_bar_is_one_line_that_opens_by_click_and_by_key()
    {
        await using var visit = await OpenAsync();
        await visit.SearchAsync("line 49.");
        var bar = visit.Line("short 119");
        await Expect(bar.Locator(".l-n")).ToHaveTextAsync("170");
        await Expect(visit.Line("line 170.").Locator(".l-n")).ToHaveTextAsync("171");
        await Expect(visit.Page.GetByText("short 118")).ToHaveCountAsync(0);

        var fold = bar.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "119 earlier states" });
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");
        await fold.ClickAsync();
        await Expect(fold).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(bar.Locator(".states > li")).ToHaveCountAsync(119);
        await Expect(bar.Locator(".states > li").First).ToContainTextAsync("short 0");
        await Expect(bar.Locator(".states > li").First.Locator(".s-n")).ToHaveTextAsync("51");
        Assert.Empty((await visit.Page.RunAxe()).Violations.Select(v => v.Id));

        await visit.Page.Keyboard.PressAsync("o");
        await Expect(bar.Locator(".states")).ToHaveCountAsync(0);
        // Line by line, the bar is one of them.
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync("line 170.");
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync("line 49.");
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task A_match_in_a_fold_opens_it()
    {
        await using var visit = await OpenAsync();
        await visit.SearchAsync("short 37 ");
        var state = visit.Line("short 119").Locator(".states > li.current");
        await Expect(state.Locator("mark")).ToHaveTextAsync("short 37 ");
        await Expect(state).ToBeInViewportAsync();
        await Expect(visit.Page.Locator(".found")).ToHaveTextAsync("line 88");
        await visit.SearchAsync("long 555 ");
        await Expect(visit.Page.Locator(".states > li.current mark")).ToHaveTextAsync("long 555 ");
        await Expect(visit.Page.Locator(".states > li.current")).ToBeInViewportAsync();
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task A_long_bar_is_a_few_lines_and_the_end_is_reached()
    {
        await using var visit = await OpenAsync();
        await visit.Log.PressAsync("End");
        await Expect(visit.Line("the last line")).ToBeInViewportAsync();
        await Expect(visit.Line("the last line").Locator(".l-n")).ToHaveTextAsync("1301");
        // 200 lines are read at a time, and a fold does not go over their border.
        await Expect(visit.Page.Locator(".line", new() { HasText = "long" })).ToHaveCountAsync(6);
        await Expect(visit.Line("line 299.").Locator(".l-n")).ToHaveTextAsync("300");
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task A_bar_that_runs_stays_one_line()
    {
        await using var feed = await new FeedJob().StartAsync(home);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{feed.Run.Id}");
        feed.Write("before");
        await Expect(visit.Line("before")).ToBeVisibleAsync();
        for (var i = 1; i <= 4; i++)
        {
            feed.WriteText($"{i}0 % done\r{i}5 % done\r.");
            await Expect(visit.Line($"{i}5 % done")).ToBeVisibleAsync();
        }

        await Expect(visit.Page.Locator(".line")).ToHaveCountAsync(2);
        visit.AssertCalm();
    }

    private static string Bar(string name, int states) =>
        string.Join('\r', Enumerable.Range(0, states).Select(i => $"{name} {i} of {states}"));

    private async Task<Visit> OpenAsync()
    {
        var feed = await new FeedJob().StartAsync(home);
        await feed.DisposeAsync();
        await LogFile.WriteAsync(home, feed.Run, DateTimeOffset.UtcNow.AddHours(-1), Lines);
        var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{feed.Run.Id}");
        await Expect(visit.Line("line 0.")).ToBeVisibleAsync();
        return visit;
    }
}

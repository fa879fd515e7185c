using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>The chart and the log point at the same second.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class ClockTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    private const int Lines = 1200;

    [BrowserFact]
    public async Task Moving_over_the_chart_scrolls_the_log_to_that_second()
    {
        await using var visit = await OpenAsync();
        foreach (var share in (double[])[0.25, 0.6, 0.9])
        {
            await HoverAsync(visit, share);
            await AssertSameSecondAsync(visit);
        }

        Assert.InRange(await SecondOfLogAsync(visit), Lines * 80 / 100, Lines);
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task Scrolling_the_log_moves_the_cursor_of_the_chart()
    {
        await using var visit = await OpenAsync();
        await visit.Log.EvaluateAsync("log => { log.scrollTop = log.scrollHeight / 2; }");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync(Pattern("^second (5|6|7)\\d\\d$"));
        await AssertSameSecondAsync(visit);
        var middle = await CursorAsync(visit);

        await visit.Log.HoverAsync();
        await visit.Page.Mouse.WheelAsync(0, 4000);
        await Expect(visit.Page.Locator(".line.current .l-text")).Not.ToHaveTextAsync(Pattern("^second (5|6)\\d\\d$"));
        await AssertSameSecondAsync(visit);
        Assert.True(await CursorAsync(visit) > middle);
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task Chart_and_log_agree_where_lines_are_wrapped()
    {
        await using var visit = await OpenAsync(
            i => i % 3 != 0 ? "" : string.Concat(Enumerable.Repeat(" long words of the line", 10 + i % 40)));
        await visit.Page.Keyboard.PressAsync("w");
        await Expect(visit.Button("Wrap")).ToHaveAttributeAsync("aria-pressed", "true");
        foreach (var share in (double[])[0.25, 0.6, 0.9])
        {
            await HoverAsync(visit, share);
            await AssertSameSecondAsync(visit);
            await AssertPointAsync(visit);
        }

        await visit.Log.EvaluateAsync("log => { log.scrollTop = log.scrollHeight / 2; }");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync(Pattern("^second (5|6)\\d\\d"));
        await AssertSameSecondAsync(visit);
        await AssertPointAsync(visit);

        // A small step moves the lines by as much, however high they are.
        var steps = await visit.Log.EvaluateAsync<double[]>(
            """
            async log => {
                const steps = [];
                for (let i = 0; i < 5; i++) {
                    const line = log.querySelector('.line.current'), top = line.getBoundingClientRect().top;
                    log.scrollTop += 60;
                    for (let frame = 0; frame < 20; frame++) await new Promise(next => requestAnimationFrame(next));
                    steps.push(top - line.getBoundingClientRect().top);
                }
                return steps;
            }
            """);
        Assert.All(steps, step => Assert.InRange(step, 59, 61));
        await AssertSameSecondAsync(visit);
        await AssertPointAsync(visit);

        await visit.Log.EvaluateAsync("log => { log.scrollTop = log.scrollHeight; }");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync(Pattern($"^second {Lines - 1}"));
        await AssertPointAsync(visit);
        await visit.Log.EvaluateAsync("log => { log.scrollTop = 0; }");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync(Pattern("^second 0"));
        await AssertPointAsync(visit);
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task The_keyboard_moves_the_cursor_and_the_log()
    {
        await using var visit = await OpenAsync();
        await visit.Page.Keyboard.PressAsync("t");
        await Expect(Slider(visit)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("End");
        await Expect(visit.Line($"second {Lines - 1}")).ToBeInViewportAsync();
        await visit.Page.Keyboard.PressAsync("Home");
        await Expect(visit.Line("second 0")).ToBeInViewportAsync();
        for (var i = 0; i < 5; i++) await visit.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await AssertSameSecondAsync(visit);
        await Expect(Slider(visit)).ToHaveAttributeAsync("aria-valuetext", Pattern("\\d\\d:\\d\\d:\\d\\d"));

        // And from the log, line by line.
        await visit.Page.Keyboard.PressAsync("l");
        await visit.Page.Keyboard.PressAsync("Home");
        for (var i = 0; i < 3; i++) await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync("second 3");
        await AssertSameSecondAsync(visit);
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task A_part_of_the_time_can_be_enlarged()
    {
        await using var visit = await OpenAsync();
        await HoverAsync(visit, 0.5);
        await AssertSameSecondAsync(visit);
        var before = await visit.Page.Locator(".tick").AllTextContentsAsync();
        for (var i = 0; i < 4; i++) await visit.Page.Keyboard.PressAsync("+");
        await Expect(visit.Page.Locator(".tick").First).Not.ToHaveTextAsync(before[0]);
        await HoverAsync(visit, 0.9);
        await AssertSameSecondAsync(visit);
        await visit.Page.Keyboard.PressAsync("0");
        await Expect(visit.Page.Locator(".tick").First).ToHaveTextAsync(before[0]);
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task The_server_searches_and_the_log_goes_to_the_match()
    {
        await using var visit = await OpenAsync();
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("second 77");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync("second 77");
        await Expect(visit.Page.Locator(".line.current mark")).ToHaveTextAsync("second 77");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync("second 770");
        await visit.Page.Keyboard.PressAsync("Shift+Enter");
        await Expect(visit.Page.Locator(".line.current .l-text")).ToHaveTextAsync("second 77");
        await AssertSameSecondAsync(visit);
        visit.AssertCalm();
    }

    /// <summary>A finished run with a line for each second, in a page that shows it.</summary>
    private async Task<Visit> OpenAsync(Func<int, string>? more = null)
    {
        var feed = await new FeedJob().StartAsync(home);
        await feed.DisposeAsync();
        var start = DateTimeOffset.UtcNow.AddSeconds(-Lines - 60);
        await LogFile.WriteAsync(home, feed.Run, start, Enumerable.Range(0, Lines).Select(i => $"second {i}{more?.Invoke(i)}"));
        var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{feed.Run.Id}");
        await Expect(visit.Line("second 0").First).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".bar.out").First).ToBeAttachedAsync();
        return visit;
    }

    private static async Task HoverAsync(Visit visit, double share)
    {
        var box = (await Slider(visit).BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync((float)(box.X + 110 + ((box.Width - 120) * share)), box.Y + 70);
    }

    /// <summary>The second of the current line is that of the cursor: the log has a line for each second.</summary>
    private static async Task AssertSameSecondAsync(Visit visit) => await WaitAsync(
        visit,
        """
        () => {
            const line = document.querySelector('.line.current .l-time')?.textContent;
            const chart = document.querySelector('.readout time')?.textContent;
            const seconds = text => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
            return line && chart && Math.abs(seconds(line) - seconds(chart)) <= 1;
        }
        """);

    /// <summary>The current line is as far down in the window as it is in the log.</summary>
    private static async Task AssertPointAsync(Visit visit) => await WaitAsync(
        visit,
        """
        lines => {
            const line = document.querySelector('.line.current'), log = document.querySelector('.log-rows');
            if (!line) return false;
            const box = line.getBoundingClientRect(), window = log.getBoundingClientRect();
            const point = window.top + log.clientTop + log.clientHeight * Number(line.dataset.n) / (lines - 1);
            return box.top <= point + 3 && box.bottom >= point - 3;
        }
        """,
        Lines);

    /// <summary>Waits for a condition; a failure says where log and chart are.</summary>
    private static async Task WaitAsync(Visit visit, string condition, object? argument = null)
    {
        try
        {
            await visit.Page.WaitForFunctionAsync(condition, argument);
        }
        catch (TimeoutException)
        {
            Assert.Fail(condition + await visit.Page.EvaluateAsync<string>(
                """
                () => {
                    const line = document.querySelector('.line.current'), log = document.querySelector('.log-rows');
                    const box = line?.getBoundingClientRect(), rows = log.querySelector('.scroll-rows').style.transform;
                    return JSON.stringify({
                        number: line?.dataset.n, top: box?.top - log.getBoundingClientRect().top, height: box?.height, rows,
                        time: line?.querySelector('.l-time').textContent, chart: document.querySelector('.readout time')?.textContent,
                        window: log.clientHeight, scroll: log.scrollTop, room: log.scrollHeight,
                    });
                }
                """));
        }
    }

    private static async Task<int> SecondOfLogAsync(Visit visit) =>
        int.Parse(
            (await visit.Page.Locator(".line.current .l-text").TextContentAsync())!["second ".Length..], CultureInfo.InvariantCulture);

    private static async Task<int> CursorAsync(Visit visit) =>
        int.Parse((await Slider(visit).GetAttributeAsync("aria-valuenow"))!, CultureInfo.InvariantCulture);

    private static ILocator Slider(Visit visit) => visit.Page.GetByRole(AriaRole.Slider);

    private static System.Text.RegularExpressions.Regex Pattern(string pattern) => new(pattern);
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class LiveRunTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    [BrowserFact]
    public async Task A_run_shows_while_it_runs()
    {
        await using var visit = await Visit.OpenAsync(chromium, home.Server);
        await using var feed = await new FeedJob().StartAsync(home);
        var row = visit.Page.Locator(".row", new() { HasText = feed.Run.Name });
        await Expect(row.Locator(".c-status")).ToHaveTextAsync(new Regex("Running"));

        await row.GetByRole(AriaRole.Link).ClickAsync();
        feed.Write("first line", "second line");
        await Expect(visit.Line("second line")).ToBeVisibleAsync();

        // It follows: what comes last is seen, however much comes.
        feed.Write(Enumerable.Range(0, 400).Select(i => $"step {i} of 400"));
        await Expect(visit.Line("step 399 of 400")).ToBeInViewportAsync();
        await Expect(visit.Button("Follow")).ToHaveAttributeAsync("aria-pressed", "true");

        feed.End();
        await Expect(visit.Page.Locator(".run-status")).ToHaveTextAsync(new Regex("Succeeded"));
        await Expect(visit.Button("Stop")).ToBeHiddenAsync();
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task A_paused_log_takes_no_new_lines()
    {
        await using var feed = await new FeedJob().StartAsync(home);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{feed.Run.Id}");
        feed.Write("before");
        await Expect(visit.Line("before")).ToBeVisibleAsync();

        await visit.Button("Pause").ClickAsync();
        feed.Write("after");
        await Expect(visit.Page.Locator(".log-state")).ToContainTextAsync("paused, 1 new line");
        await Expect(visit.Line("after")).ToHaveCountAsync(0);

        await visit.Button("Pause").ClickAsync();
        await Expect(visit.Line("after")).ToBeVisibleAsync();
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task Scrolling_up_leaves_the_end_and_follow_returns_to_it()
    {
        await using var feed = await new FeedJob().StartAsync(home);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{feed.Run.Id}");
        feed.Write(Enumerable.Range(0, 300).Select(i => $"line {i}."));
        await Expect(visit.Line("line 299.")).ToBeInViewportAsync();

        await visit.Log.PressAsync("Home");
        await Expect(visit.Line("line 0.")).ToBeInViewportAsync();
        feed.Write("line 300.");
        await Expect(visit.Page.Locator(".log-state")).ToContainTextAsync("301 lines");
        await Expect(visit.Line("line 0.")).ToBeInViewportAsync();

        await visit.Page.Keyboard.PressAsync("f");
        await Expect(visit.Line("line 300.")).ToBeInViewportAsync();
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task Stop_asks_first_and_stops()
    {
        await using var feed = await new FeedJob().StartAsync(home);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{feed.Run.Id}");
        await Expect(visit.Page.Locator(".run-status")).ToHaveTextAsync(new Regex("Running"));

        await visit.Button("Stop").ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync(feed.Run.Name);
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator(".run-status")).ToHaveTextAsync(new Regex("Running"));

        await visit.Page.Keyboard.PressAsync("s");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Stop the run" }).ClickAsync();
        await Expect(visit.Page.Locator(".run-status")).ToHaveTextAsync(new Regex("Stopped"));
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task A_read_only_console_shows_no_actions()
    {
        await using var feed = await new FeedJob().StartAsync(home);
        await using var server = await home.StartAsync(isReadOnly: true);
        await using var visit = await Visit.OpenAsync(chromium, server, $"/run/local/{feed.Run.Id}");
        await Expect(visit.Page.Locator(".run-status")).ToHaveTextAsync(new Regex("Running"));
        await Expect(visit.Page.GetByText("read-only")).ToBeVisibleAsync();
        await Expect(visit.Button("Stop")).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("s");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        visit.AssertCalm();
    }
}

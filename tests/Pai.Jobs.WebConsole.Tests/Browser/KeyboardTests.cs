using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class KeyboardTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    [BrowserFact]
    public async Task All_is_reached_without_a_mouse()
    {
        var run = await new FormJob().SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await run.WaitAsync(home.Timeout);
        await using var visit = await Visit.OpenAsync(chromium, home.Server);
        var keyboard = visit.Page.Keyboard;
        await Expect(visit.Page.Locator(".row", new() { HasText = run.Name })).ToBeVisibleAsync();

        // The first thing that Tab reaches leads past the bar.
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("no such run");
        await Expect(visit.Page.GetByText("No run matches.")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#live")).ToHaveTextAsync(new Regex("^0 of 1 run"));
        await keyboard.PressAsync("Control+a");
        await keyboard.TypeAsync(run.Name);
        await Expect(visit.Page.Locator(".row[data-index]")).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await keyboard.PressAsync("j");
        await keyboard.PressAsync("Home");
        await keyboard.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new Regex(Regex.Escape(run.Id)));

        foreach (var (key, part) in ((string, string)[])[("2", "/outputs"), ("3", "/values"), ("4", "/diff"), ("1", run.Id)])
        {
            await Expect(visit.Page.Locator(".tabs")).ToBeVisibleAsync();
            await Expect(visit.Page.Locator(".run-body > *").First).ToBeVisibleAsync();
            await keyboard.PressAsync(key);
            await Expect(visit.Page).ToHaveURLAsync(new Regex(Regex.Escape(part) + "$"));
            // The page of the part before is gone.
            await Expect(visit.Page.Locator(".tabs [aria-current]")).ToHaveAttributeAsync("href", new Regex(Regex.Escape(part) + "$"));
        }

        await Expect(visit.Line("year 2012")).ToBeVisibleAsync();
        await keyboard.PressAsync("r");
        await Expect(visit.Dialog).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await keyboard.PressAsync("g");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("#/$"));
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task Colours_and_time_zone_are_kept()
    {
        await using var visit = await Visit.OpenAsync(chromium, home.Server);
        var html = visit.Page.Locator("html");
        await Expect(html).ToHaveAttributeAsync("data-theme", "light");
        await visit.Page.Keyboard.PressAsync("d");
        await Expect(html).ToHaveAttributeAsync("data-theme", "dark");
        await visit.Page.Keyboard.PressAsync("u");
        await Expect(visit.Button("UTC")).ToBeVisibleAsync();
        await visit.Page.ReloadAsync();
        await Expect(html).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(visit.Button("UTC")).ToBeVisibleAsync();
        // The token is kept for this tab, and is not in the address.
        await Expect(visit.Page.Locator(".runs")).ToBeVisibleAsync();
        Assert.DoesNotContain("token", visit.Page.Url, StringComparison.Ordinal);
        visit.AssertCalm();
    }
}

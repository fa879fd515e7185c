using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>Each view, in both colour schemes, on a screen, on a phone and at 200 % zoom.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class AccessibilityTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    /// <summary>A browser at 200 % gives a page half of the window: 640 of 1280 pixels.</summary>
    [BrowserTheory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(640, 400, ColorScheme.Light)]
    [InlineData(Visit.PhoneWidth, 740, ColorScheme.Light)]
    [InlineData(Visit.PhoneWidth, 740, ColorScheme.Dark)]
    public async Task Every_view_is_accessible_and_fits_the_width(int width, int height, ColorScheme scheme)
    {
        await using var visit = await Visit.OpenAsync(chromium, home.Server, "/", width, height, scheme);
        var run = await new FormJob().SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await run.WaitAsync(home.Timeout);
        var page = visit.Page;
        await Expect(page.Locator(".row", new() { HasText = run.Name })).ToBeVisibleAsync();
        await CheckAsync(visit, "runs");
        await page.Keyboard.PressAsync("?");
        await Expect(visit.Dialog).ToBeVisibleAsync();
        await CheckAsync(visit, "help");
        await page.Keyboard.PressAsync("Escape");

        await visit.GoAsync($"/run/local/{run.Id}");
        await Expect(visit.Line("year 2012")).ToBeVisibleAsync();
        await Expect(page.Locator(".bar.out").First).ToBeAttachedAsync();
        await CheckAsync(visit, "run");
        await page.Keyboard.PressAsync("e");
        await Expect(visit.Dialog.GetByLabel("first_year")).ToBeVisibleAsync();
        await visit.Dialog.GetByLabel("first_year").FillAsync("x");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();
        await Expect(visit.Dialog.Locator(".problem").First).ToBeVisibleAsync();
        await CheckAsync(visit, "form");
        await page.Keyboard.PressAsync("Escape");

        await visit.GoAsync($"/run/local/{run.Id}/outputs");
        await page.GetByRole(AriaRole.Button, new() { Name = "a.csv" }).ClickAsync();
        await Expect(page.Locator(".preview table, .preview pre")).ToBeVisibleAsync();
        await CheckAsync(visit, "outputs");
        await visit.GoAsync($"/run/local/{run.Id}/values");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Parameters" })).ToBeVisibleAsync();
        await CheckAsync(visit, "values");
        await visit.GoAsync($"/run/local/{run.Id}/diff");
        await Expect(page.GetByLabel("Find the other run")).ToBeVisibleAsync();
        await CheckAsync(visit, "compare");
        visit.AssertCalm();
    }

    private static async Task CheckAsync(Visit visit, string view)
    {
        var result = await visit.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{view}: {string.Join("\n", result.Violations.Select(Describe))}");
        var excess = await visit.Page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(excess <= 0, $"{view}: the page is {excess} pixels too wide.");
    }

    private static string Describe(AxeResultItem item) =>
        $"{item.Id}: {item.Help}\n{string.Join("\n", item.Nodes.Select(node => "  " + node.Html))}";
}

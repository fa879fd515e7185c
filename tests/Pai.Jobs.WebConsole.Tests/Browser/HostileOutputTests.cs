using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>Output of a job is shown as it is, and never runs.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class HostileOutputTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    [BrowserFact]
    public async Task Nothing_of_a_job_runs_in_the_page()
    {
        var run = await new HostileJob().SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await run.WaitAsync(home.Timeout);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{run.Id}");

        await LogAsync(visit);
        await visit.GoAsync($"/run/local/{run.Id}/outputs");
        await OutputsAsync(visit);
        await visit.GoAsync($"/run/local/{run.Id}/values");
        await Expect(visit.Page.GetByText("<script>window.hacked=1</script>", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("<b>bold</b>", new() { Exact = true })).ToBeVisibleAsync();

        Assert.False(await visit.Page.EvaluateAsync<bool>("() => 'hacked' in window"));
        Assert.EndsWith("/values", visit.Page.Url, StringComparison.Ordinal);
        visit.AssertCalm();
    }

    private static async Task LogAsync(Visit visit)
    {
        await Expect(visit.Line("<script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\">")).ToBeVisibleAsync();
        var colours = visit.Line("red");
        await Expect(colours.Locator(".ansi-1")).ToHaveTextAsync("red");
        // Titles, links and cursor movements are left out; the characters without a picture are named.
        await Expect(colours.Locator(".l-text")).ToHaveTextAsync("red link   bell<U+0007> nul<U+0000> rtl<U+202E>gnp.exe");
        await Expect(colours.Locator("a")).ToHaveCountAsync(0);
        await Expect(visit.Line("done").Locator(".l-text")).ToHaveTextAsync("100% <b>done</b>");
        await Expect(visit.Page.Locator(".line:not(.replaced)", new() { HasText = "50%" })).ToHaveCountAsync(0);
    }

    private static async Task OutputsAsync(Visit visit)
    {
        var preview = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Preview" });
        foreach (var name in (string[])["evil.svg", "<img src=x onerror=alert(1)>.svg"])
        {
            await FileAsync(visit, name);
            await Expect(preview.GetByRole(AriaRole.Heading)).ToHaveTextAsync(name);
            var image = preview.Locator("img");
            await Expect(image).ToHaveAttributeAsync("src", new System.Text.RegularExpressions.Regex("^blob:"));
            await visit.Page.WaitForFunctionAsync("() => document.querySelector('.picture')?.naturalWidth === 40");
        }

        await FileAsync(visit, "page.html");
        await Expect(preview.Locator("pre")).ToContainTextAsync("<!doctype html><script>window.hacked=1;alert(1)</script>");
        await FileAsync(visit, "table.csv");
        await Expect(preview.GetByRole(AriaRole.Cell, new() { Name = "<img src=x onerror=alert(1)>" })).ToBeVisibleAsync();
        await FileAsync(visit, "lines.jsonl");
        await Expect(preview.GetByRole(AriaRole.Cell, new() { Name = "</script><script>alert(1)</script>" })).ToBeVisibleAsync();
        await FileAsync(visit, "new<U+000A>line<U+001B>[31m.txt");
        await Expect(preview).ToContainTextAsync("has a control character");
        await FileAsync(visit, "picture.png");
        await Expect(preview).Not.ToContainTextAsync("Loading");
        await FileAsync(visit, "javascript:alert(1)");
        await FileAsync(visit, "\"><b>.txt");
        await Expect(preview.Locator("pre")).ToHaveTextAsync("hello");
    }

    private static Task FileAsync(Visit visit, string name) =>
        visit.Page.Locator(".entry").Filter(new() { Has = visit.Page.GetByText(name, new() { Exact = true }) }).ClickAsync();
}

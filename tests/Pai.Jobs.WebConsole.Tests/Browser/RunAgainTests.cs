using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class RunAgainTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    [BrowserFact]
    public async Task A_wrong_value_shows_its_problem_and_a_right_one_runs()
    {
        var run = await new FormJob().SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await run.WaitAsync(home.Timeout);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{run.Id}");
        await visit.Button("Run with changes").ClickAsync();
        var year = visit.Dialog.GetByLabel("first_year");
        var station = visit.Dialog.GetByLabel("station");
        await Expect(year).ToHaveValueAsync("2012");

        await year.FillAsync("soon");
        await StartAsync(visit);
        await Expect(ProblemOf(visit, "first_year")).ToContainTextAsync("number");
        await Expect(year).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(year).ToBeFocusedAsync();

        await year.FillAsync("2013");
        await station.FillAsync("LAX");
        await visit.Dialog.GetByLabel("unit").SelectOptionAsync("Fahrenheit");
        await StartAsync(visit);
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(visit.Line("year 2013 in")).ToBeVisibleAsync();
        await Expect(visit.Line("year 2013 in")).ToContainTextAsync("Fahrenheit for LAX", new() { IgnoreCase = true });
        Assert.DoesNotContain(run.Id, visit.Page.Url, StringComparison.Ordinal);
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task Run_again_asks_first_and_two_runs_can_be_compared()
    {
        var run = await new FormJob { FirstYear = 2020 }.SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await run.WaitAsync(home.Timeout);
        var other = await new FormJob { FirstYear = 2021 }.SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await other.WaitAsync(home.Timeout);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{run.Id}");
        await visit.Button("Run again").ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync("same code, values, image and inputs");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Run again" }).ClickAsync();
        await Expect(visit.Page).Not.ToHaveURLAsync(new Regex(Regex.Escape(run.Id)));
        await Expect(visit.Line("year 2020 in")).ToBeVisibleAsync();

        await visit.GoAsync($"/run/local/{run.Id}/diff/local/{other.Id}");
        var row = visit.Page.Locator(".diff tr", new() { HasText = "first_year" });
        await Expect(row).ToContainTextAsync("2020");
        await Expect(row).ToContainTextAsync("2021");
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task A_run_is_copied_as_csharp()
    {
        var run = await new FormJob { Station = "JFK" }.SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await run.WaitAsync(home.Timeout);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{run.Id}/values");
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.Button("Copy as C#").ClickAsync();
        await Expect(visit.Dialog.Locator("pre")).ToContainTextAsync("JFK");
        Assert.Contains("JFK", await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
        visit.AssertCalm();
    }

    private static Task StartAsync(Visit visit) => visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();

    private static ILocator ProblemOf(Visit visit, string name) =>
        visit.Dialog.Locator(".field").Filter(new() { Has = visit.Page.GetByLabel(name) }).Locator(".problem");
}

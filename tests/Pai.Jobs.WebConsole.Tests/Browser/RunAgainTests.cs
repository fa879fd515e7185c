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
    public async Task Values_that_break_rules_show_all_their_problems_and_the_cost_is_told_first()
    {
        var run = await new FormJob().SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await run.WaitAsync(home.Timeout);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{run.Id}");
        await visit.Button("Run with changes").ClickAsync();
        await Expect(visit.Dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("It costs nothing: it runs on this machine.");
        var year = visit.Dialog.GetByLabel("first_year");
        var station = visit.Dialog.GetByLabel("station");
        await Expect(station).ToHaveAttributeAsync("pattern", "[A-Z]{3}");

        await year.FillAsync("1800");
        await station.FillAsync("lax");
        await StartAsync(visit);
        await Expect(ProblemOf(visit, "first_year")).ToHaveTextAsync("first_year must be between 1900 and 2100. It is \"1800\".");
        await Expect(ProblemOf(visit, "station")).ToContainTextAsync("must match the regular expression");
        await Expect(year).ToBeFocusedAsync();

        await year.FillAsync("1900");
        await station.FillAsync("LAX");
        await StartAsync(visit);
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(visit.Line("year 1900 in")).ToBeVisibleAsync();
        visit.AssertCalm();
    }

    [BrowserFact]
    public async Task A_cost_that_cannot_be_found_out_says_so_and_the_run_can_start()
    {
        var run = await new FormJob { FirstYear = 2030 }.SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await run.WaitAsync(home.Timeout);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{run.Id}");
        await visit.Page.RouteAsync("**/plan", route => route.FulfillAsync(new()
        {
            Status = 502,
            ContentType = "application/json",
            Body = """{"error":{"code":"service","message":"The service is away."}}""",
        }));
        await visit.Button("Run again").ClickAsync();
        await Expect(visit.Dialog.GetByRole(AriaRole.Status))
            .ToHaveTextAsync("What it can cost could not be found out: The service is away.");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Run again" }).ClickAsync();
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(visit.Line("year 2030 in")).ToBeVisibleAsync();
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

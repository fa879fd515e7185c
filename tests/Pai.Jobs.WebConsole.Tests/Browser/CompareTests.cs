using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>The difference of two runs in the page.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class CompareTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    [BrowserFact]
    public async Task What_could_not_be_compared_is_said()
    {
        var first = await RunAsync("one");
        var second = await RunAsync("two");
        Directory.Delete(Path.Combine(home.Runs, ".code"), recursive: true);
        await using var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{first}/diff/local/{second}");

        var notes = visit.Page.GetByRole(Microsoft.Playwright.AriaRole.List, new() { Name = "Notes" });
        await Expect(notes).ToContainTextAsync($"The code of the job {first} is not there any more");
        await Expect(notes).ToContainTextAsync($"The code of the job {second} is not there any more");
        visit.AssertCalm();
    }

    private async Task<string> RunAsync(string code)
    {
        var source = Directory.CreateDirectory(Path.Combine(home.Folder, code)).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "main.txt"), code, home.Timeout);
        var run = await new FormJob().SubmitAsync(home.Session, new() { SourceDir = source }, home.Timeout);
        await run.EnsureSucceededAsync(home.Timeout);
        return run.Id;
    }
}

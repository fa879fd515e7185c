using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>The pictures of the README and of docs/console.md.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Kind", "Exhaustive")]
public sealed class PictureTests(Chromium chromium, ConsoleHome home) : IClassFixture<ConsoleHome>
{
    private const long MostBytes = 150 << 10;

    [PictureFact]
    public async Task Pictures_of_the_page()
    {
        var trained = await new TrainJob().SubmitAsync(home.Session, cancellationToken: home.Timeout);
        foreach (var station in (string[])["SEA", "LAX", "JFK", "ORD"])
        {
            var form = await new FormJob { Station = station }.SubmitAsync(home.Session, cancellationToken: home.Timeout);
            await form.WaitAsync(home.Timeout);
        }

        await trained.WaitAsync(home.Timeout);
        var failed = await new TrainJob { FirstYear = 2030 }.SubmitAsync(home.Session, cancellationToken: home.Timeout);
        await failed.WaitAsync(home.Timeout);
        await using var feed = await new FeedJob().StartAsync(home);

        await using (var visit = await Visit.OpenAsync(chromium, home.Server, $"/run/local/{trained.Id}", 1200, 760))
        {
            await Expect(visit.Page.Locator(".bar.out").First).ToBeAttachedAsync();
            await Expect(visit.Page.Locator("path.metric").First).ToBeAttachedAsync();
            var box = (await visit.Page.GetByRole(AriaRole.Slider).BoundingBoxAsync())!;
            await visit.Page.Mouse.MoveAsync(box.X + (box.Width * 0.62f), box.Y + 40);
            await Expect(visit.Page.Locator(".line.current")).ToContainTextAsync("epoch");
            await WriteAsync(visit, "console-run.png");
        }

        await using (var visit = await Visit.OpenAsync(chromium, home.Server, "/", 1200, 460, ColorScheme.Dark))
        {
            await Expect(visit.Page.Locator(".row[data-index]")).ToHaveCountAsync(7);
            await Expect(visit.Page.Locator(".status.run")).ToHaveTextAsync(new Regex("Running"));
            await WriteAsync(visit, "console-runs.png");
        }
    }

    private static async Task WriteAsync(Visit visit, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(RepositoryFolder(), "docs", "pictures"));
        var picture = await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, name) });
        Assert.InRange(picture.Length, 1, MostBytes);
    }

    private static string RepositoryFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    /// <summary>Writes into the repository, so only when a variable asks for it.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PictureFactAttribute : FactAttribute
    {
        public PictureFactAttribute()
        {
            if (Environment.GetEnvironmentVariable("PAI_WRITE_PICTURES") != "1") Skip = "Writes pictures with PAI_WRITE_PICTURES=1 only.";
        }
    }
}

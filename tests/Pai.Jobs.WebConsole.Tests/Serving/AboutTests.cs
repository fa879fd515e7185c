namespace Pai.Jobs.WebConsole.Tests.Serving;

public class AboutTests
{
    [Fact]
    public async Task The_console_says_what_it_shows()
    {
        await using var console = await ConsoleFixture.StartAsync();

        var about = await console.GetAsync("/api/about");

        Assert.False(about.GetProperty("readOnly").GetBoolean());
        Assert.Equal("local", Assert.Single(about.GetProperty("sources").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(500, about.GetProperty("limits").GetProperty("windowLines").GetInt32());
        Assert.StartsWith("http://127.0.0.1:", console.Server.PageUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_served_without_a_token()
    {
        await using var console = await ConsoleFixture.StartAsync();
        using var client = new HttpClient { BaseAddress = console.Server.Address };

        using var answer = await client.GetAsync("/", console.Timeout);

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<html", await answer.Content.ReadAsStringAsync(console.Timeout), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}

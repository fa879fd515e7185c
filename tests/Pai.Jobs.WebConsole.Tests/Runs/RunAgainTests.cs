using System.Net;
using System.Text;
using System.Text.Json;
using Pai.Jobs.WebConsole.Tests.Browser;

namespace Pai.Jobs.WebConsole.Tests.Runs;

public class RunAgainTests
{
    [Fact]
    public async Task A_run_is_run_again_with_another_value_and_compared()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = await new EchoJob { Word = "one" }.SubmitAsync(console.Local, cancellationToken: console.Timeout);
        await run.EnsureSucceededAsync(console.Timeout);
        var path = $"/api/runs/local/{run.Id}";

        var form = await console.GetAsync(path + "/form");
        Assert.True(form.GetProperty("canRun").GetBoolean());
        var fields = form.GetProperty("parameters").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
        Assert.Equal("one", fields["word"].GetProperty("value").GetString());
        Assert.Equal("integer", fields["count"].GetProperty("type").GetString());
        Assert.Equal("count must be positive. (not checked here)", fields["count"].GetProperty("rules")[0].GetString());
        Assert.True(fields["api_key"].GetProperty("secret").GetBoolean());
        Assert.DoesNotContain("hunter2", form.GetRawText(), StringComparison.Ordinal);

        var (status, refused) = await PostAsync(console, path + "/run", """{"values":{"wrod":"x","count":"many"}}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var problems = refused.GetProperty("error").GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal(["count", "wrod"], problems.Select(p => p.GetProperty("member").GetString()).Order());

        var (created, again) = await PostAsync(console, path + "/run", """{"values":{"word":"two"}}""", "key-1");
        Assert.Equal(HttpStatusCode.Created, created);
        var (_, same) = await PostAsync(console, path + "/run", """{"values":{"word":"two"}}""", "key-1");
        var id = again.GetProperty("id").GetString()!;
        Assert.Equal(id, same.GetProperty("id").GetString());
        Assert.NotEqual(run.Id, id);
        await (await console.Local.AttachAsync(id, console.Timeout)).EnsureSucceededAsync(console.Timeout);
        var lines = (await console.GetAsync($"/api/runs/local/{id}/log/lines?stream=Out")).GetProperty("lines");
        Assert.Equal("hello two", lines[0].GetProperty("text").GetString());

        var diff = await console.GetAsync($"/api/diff?a=local/{run.Id}&b=local/{id}");
        var change = diff.GetProperty("sections").EnumerateArray()
            .SelectMany(s => s.GetProperty("changes").EnumerateArray())
            .Single(c => c.GetProperty("name").GetString() == "word");
        Assert.Equal(("one", "two"), (change.GetProperty("left").GetString(), change.GetProperty("right").GetString()));
    }

    [Fact]
    public async Task The_rules_of_the_record_are_checked_all_at_once_and_nothing_is_submitted()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = await new FormJob().SubmitAsync(console.Local, cancellationToken: console.Timeout);
        await run.EnsureSucceededAsync(console.Timeout);
        var path = $"/api/runs/local/{run.Id}";
        const string Values = """{"values":{"first_year":"1800","station":"lax","unit":"Kelvin"}}""";

        var fields = (await console.GetAsync(path + "/form")).GetProperty("parameters").EnumerateArray()
            .ToDictionary(f => f.GetProperty("name").GetString()!);
        var (status, refused) = await PostAsync(console, path + "/run", Values);
        var (planned, plan) = await PostAsync(console, path + "/plan", Values);
        var (_, good) = await PostAsync(console, path + "/plan", """{"values":{"first_year":"1900"}}""");
        var (_, replay) = await PostAsync(console, path + "/replay/plan", "{}");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (status, planned));
        string[] expected =
        [
            "first_year: first_year must be between 1900 and 2100. It is \"1800\".",
            "unit: must be one of Celsius, Fahrenheit. It is \"Kelvin\".",
            "station: The field station must match the regular expression '[A-Z]{3}'. It is \"lax\".",
        ];
        Assert.Equal(expected, ProblemsOf(refused.GetProperty("error")));
        Assert.Equal(expected, ProblemsOf(plan));
        Assert.Empty(ProblemsOf(good));
        Assert.Equal("It costs nothing: it runs on this machine.", good.GetProperty("cost").GetString());
        Assert.StartsWith("It costs nothing", replay.GetProperty("cost").GetString(), StringComparison.Ordinal);
        Assert.Equal("[A-Z]{3}", fields["station"].GetProperty("pattern").GetString());
        Assert.False(fields["station"].TryGetProperty("maxLength", out _));
        Assert.Single(Directory.GetDirectories(console.RunsDirectory, "local-*"));
    }

    [Fact]
    public async Task A_run_is_replayed()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = await new EchoJob().SubmitAsync(console.Local, cancellationToken: console.Timeout);
        await run.EnsureSucceededAsync(console.Timeout);

        var (status, replay) = await PostAsync(console, $"/api/runs/local/{run.Id}/replay", """{"options":{"maxFiles":1}}""");

        Assert.Equal(HttpStatusCode.Created, status);
        var id = replay.GetProperty("id").GetString()!;
        Assert.NotEqual(run.Id, id);
        await (await console.Local.AttachAsync(id, console.Timeout)).EnsureSucceededAsync(console.Timeout);
    }

    private static IEnumerable<string> ProblemsOf(JsonElement body) => body.GetProperty("problems").EnumerateArray()
        .Select(p => $"{p.GetProperty("member").GetString()}: {p.GetProperty("message").GetString()}");

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        ConsoleFixture console, string path, string json, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await console.Client.SendAsync(request, console.Timeout);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(console.Timeout)).RootElement);
    }
}

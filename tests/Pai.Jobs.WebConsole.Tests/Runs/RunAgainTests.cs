using System.Net;
using System.Text;
using System.Text.Json;

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

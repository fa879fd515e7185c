namespace Pai.Jobs.WebConsole.Tests.Outputs;

public class OutputTests
{
    [Fact]
    public async Task Files_of_an_output_are_listed_shown_and_sent()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var (path, folder) = await RunAsync(console);
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        await File.WriteAllTextAsync(Path.Combine(folder, "sub", "<b>\"x\".html"), "<script>alert(1)</script>");

        var channel = Assert.Single((await console.GetAsync(path)).GetProperty("channels").EnumerateArray());
        Assert.Equal("table", channel.GetProperty("name").GetString());
        Assert.Equal(2, channel.GetProperty("files").GetInt32());
        var entries = (await console.GetAsync(path + "/table/tree")).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["sub", "a.csv"], entries.Select(e => e.GetProperty("name").GetString()));
        var table = await console.GetAsync(path + "/table/preview?path=a.csv");
        Assert.Equal("table", table.GetProperty("kind").GetString());
        Assert.Equal(["name", "n"], table.GetProperty("columns").EnumerateArray().Select(c => c.GetString()));

        var name = Uri.EscapeDataString("sub/<b>\"x\".html");
        Assert.Equal("text", (await console.GetAsync($"{path}/table/preview?path={name}")).GetProperty("kind").GetString());
        using var answer = await console.Client.GetAsync($"{path}/table/file?path={name}", console.Timeout);
        Assert.Equal("<script>alert(1)</script>", await answer.Content.ReadAsStringAsync(console.Timeout));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        var disposition = answer.Content.Headers.GetValues("Content-Disposition").Single();
        Assert.StartsWith("attachment; filename=\"_b__x_.html\"", disposition, StringComparison.Ordinal);
        Assert.StartsWith("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_out_of_the_output_is_read()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var (path, folder) = await RunAsync(console);
        var secret = Path.Combine(console.Folder, "secret");
        await File.WriteAllTextAsync(secret, "secret");
        File.CreateSymbolicLink(Path.Combine(folder, "link"), secret);
        Directory.CreateSymbolicLink(Path.Combine(folder, "folder"), console.Folder);
        string[] hostile =
        [
            "../../run.json", "/etc/passwd", "sub/../../x", "./a.csv", "..", "link", "folder/secret", "folder",
            "a\nb", "a\0b", "//x", "a//b",
        ];
        foreach (var action in (string[])["preview", "file", "tree"])
        {
            foreach (var file in hostile)
            {
                var (status, message) = await console.RefusedAsync($"{path}/table/{action}?path={Uri.EscapeDataString(file)}");
                Assert.True(status is 400 or 404, $"{action} {file}: {status} {message}");
                Assert.DoesNotContain(message, char.IsControl);
            }
        }

        var entries = (await console.GetAsync(path + "/table/tree")).GetProperty("entries").EnumerateArray();
        Assert.Equal(["a.csv"], entries.Select(e => e.GetProperty("name").GetString()));
        Assert.Equal(404, (await console.RefusedAsync(path + "/none/tree")).Status);
        Assert.Equal(404, (await console.RefusedAsync(path + "/table/file?path=none")).Status);
    }

    [Fact]
    public async Task Values_are_shown_without_secrets()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var (path, _) = await RunAsync(console, new EchoJob { Word = "a\"b\n\u202e" });
        var run = path.Replace("/outputs", "", StringComparison.Ordinal);

        using var values = await console.Client.GetAsync(run + "/values", console.Timeout);
        var text = await values.Content.ReadAsStringAsync(console.Timeout);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Contains("\"***\"", text, StringComparison.Ordinal);

        var code = (await console.GetAsync(run + "/csharp")).GetProperty("code").GetString()!;
        Assert.Contains("new EchoJob\n{", code, StringComparison.Ordinal);
        Assert.Contains("Word = \"a\\\"b\\n\\u202E\",", code, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", code, StringComparison.Ordinal);
    }

    private static async Task<(string Path, string Folder)> RunAsync(ConsoleFixture console, EchoJob? job = null)
    {
        var run = await (job ?? new()).SubmitAsync(console.Local, cancellationToken: console.Timeout);
        await run.EnsureSucceededAsync(console.Timeout);
        return ($"/api/runs/local/{run.Id}/outputs", run.Info.Outputs!["table"].FilePath!);
    }
}

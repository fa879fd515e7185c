using System.Text.Json;

namespace Pai.Jobs.WebConsole.Tests.Values;

public class CodeSizeTests
{
    [Fact]
    public async Task Values_have_the_number_of_files_and_bytes_of_code_that_is_here()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var source = Directory.CreateDirectory(Path.Combine(console.Folder, "source", "sub")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "a.txt"), "12345");
        await File.WriteAllTextAsync(Path.Combine(source, "sub", "b.txt"), "1234567");
        var run = await new EchoJob().SubmitAsync(console.Local, new() { SourceDir = source }, console.Timeout);
        await run.EnsureSucceededAsync(console.Timeout);

        var code = (await console.GetAsync($"/api/runs/local/{run.Id}/values")).GetProperty("code");
        Assert.Equal((2, 12), (code.GetProperty("files").GetInt32(), code.GetProperty("bytes").GetInt64()));

        Directory.Delete(Path.Combine(console.RunsDirectory, ".code"), recursive: true);
        code = (await console.GetAsync($"/api/runs/local/{run.Id}/values")).GetProperty("code");
        Assert.True(!code.TryGetProperty("files", out var files) || files.ValueKind == JsonValueKind.Null);
    }
}

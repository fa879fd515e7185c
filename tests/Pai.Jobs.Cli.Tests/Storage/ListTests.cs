using System.Net;

namespace Pai.Jobs.Cli.Tests.Storage;

/// <summary><c>ls</c>, <c>stat</c>, <c>sign</c> and <c>rm</c>.</summary>
public class ListTests
{
    [Fact]
    public async Task One_level_is_listed_or_all()
    {
        await using var home = await WithObjectsAsync();

        var one = (await home.RunAsync("ls", "oss://bucket/data/")).Exits(0);
        var all = (await home.RunAsync("ls", "-r", "--bytes")).Exits(0);
        var some = (await home.RunAsync("ls", "-r", "oss://bucket/", "--limit", "2")).Exits(0);

        Assert.Equal(2, one.Lines.Length);
        Assert.EndsWith("  1.5 KiB  oss://bucket/data/a", one.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith("  oss://bucket/data/sub/", one.Lines[1], StringComparison.Ordinal);
        Assert.Equal(4, all.Lines.Length);
        Assert.EndsWith("  1536  oss://bucket/data/a", all.Lines[0], StringComparison.Ordinal);
        Assert.Contains("4 entries", all.Error, StringComparison.Ordinal);
        Assert.Equal(2, some.Lines.Length);
        Assert.Contains("there are more", some.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_has_the_same_for_programs()
    {
        await using var home = await WithObjectsAsync();

        var list = (await home.RunAsync("ls", "oss://bucket/data/", "--output", "json")).Exits(0).Json;
        var none = (await home.RunAsync("ls", "oss://bucket/none/", "--output", "json")).Exits(0).Json;
        var item = (await home.RunAsync("stat", "oss://bucket/data/a", "--output", "json")).Exits(0).Json;

        Assert.Equal("oss://bucket/data/a", list[0].GetProperty("location").GetString());
        Assert.False(list[0].GetProperty("isPrefix").GetBoolean());
        Assert.Equal(1536, list[0].GetProperty("size").GetInt64());
        Assert.True(list[1].GetProperty("isPrefix").GetBoolean());
        Assert.Equal(0, none.GetArrayLength());
        Assert.True(ulong.Parse(item.GetProperty("crc64").GetString()!, System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task A_missing_object_is_an_error_which_tells_of_the_prefix()
    {
        await using var home = await WithObjectsAsync();

        var prefix = (await home.RunAsync("ls", "oss://bucket/data")).Exits(3);
        var none = (await home.RunAsync("stat", "oss://bucket/none")).Exits(3);
        var limit = (await home.RunAsync("ls", "oss://bucket/data/", "--limit", "0")).Exits(2);

        Assert.Contains("oss://bucket/data/ is a prefix", prefix.Error, StringComparison.Ordinal);
        Assert.Contains("oss://bucket/none", none.Error, StringComparison.Ordinal);
        Assert.Contains("--limit", limit.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_address_reads_without_a_key()
    {
        await using var home = await WithObjectsAsync();

        var url = (await home.RunAsync("sign", "oss://bucket/data/a", "--expires", "10m")).Exits(0).Lines.Single();
        var wrong = (await home.RunAsync("sign", "oss://bucket/data/a", "--expires", "30d")).Exits(2);

        using var http = new HttpClient(home.Emulator.CreateHandler());
        using var answer = await http.GetAsync(new Uri(url), home.Timeout);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("7 days", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_are_deleted_and_a_prefix_without_its_neighbors()
    {
        await using var home = await WithObjectsAsync();

        var plan = (await home.RunAsync("rm", "-r", "oss://bucket/data", "--dry-run", "--output", "json")).Exits(0).Json;
        Assert.Equal(4, home.Emulator.Bucket("bucket").Keys.Count);
        (await home.RunAsync("rm", "oss://bucket/data/a")).Exits(0);
        (await home.RunAsync("rm", "-r", "oss://bucket/data", "--yes")).Exits(0);

        Assert.Equal(3, plan[0].GetProperty("objects").GetInt64());
        Assert.Equal("oss://bucket/data/", plan[0].GetProperty("location").GetString());
        Assert.Equal(["database"], home.Emulator.Bucket("bucket").Keys);
    }

    [Theory]
    [InlineData("--recursive", "rm", "oss://bucket/data/")]
    [InlineData("say --yes", "rm", "-r", "oss://bucket/data/")]
    [InlineData("--whole-bucket", "rm", "-r", "oss://bucket/", "--yes")]
    [InlineData("--whole-bucket", "rm", "-r", "oss://bucket/data/a", "oss://bucket", "--yes")]
    public async Task What_deletes_too_much_is_refused(string problem, params string[] line)
    {
        await using var home = await WithObjectsAsync();

        var outcome = (await home.RunAsync(line)).Exits(2);

        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(4, home.Emulator.Bucket("bucket").Keys.Count);
    }

    [Fact]
    public async Task A_whole_bucket_is_emptied_when_that_is_said()
    {
        await using var home = await WithObjectsAsync();

        (await home.RunAsync("rm", "-r", "oss://bucket/", "--yes", "--whole-bucket")).Exits(0);

        Assert.Empty(home.Emulator.Bucket("bucket").Keys);
    }

    [Fact]
    public async Task Writing_an_object_ends_when_nobody_reads_any_more()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Emulator.Bucket("bucket").Put("big", new byte[64 << 20]);

        var line = $"{string.Join(' ', CliProcess.CommandLine)} cat oss://bucket/big | head -c 10 | wc -c; echo ${{PIPESTATUS[0]}}";
        await using var shell = CliProcess.StartLine(home, ["bash", "-c", line]);

        Assert.Equal(["10", "141"], (await shell.EndAsync(home.Timeout)).Exits(0).Lines.Select(l => l.Trim()));
    }

    private static async Task<CliHome> WithObjectsAsync()
    {
        var home = await CliHome.WithEmulatorAsync();
        home.Emulator.Bucket("bucket").Put("data/a", new byte[1536]);
        home.Emulator.Bucket("bucket").Put("data/sub/b", new byte[2]);
        home.Emulator.Bucket("bucket").Put("data/sub/c", new byte[3]);
        home.Emulator.Bucket("bucket").Put("database", new byte[4]);
        return home;
    }
}

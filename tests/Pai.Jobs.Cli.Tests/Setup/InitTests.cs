
namespace Pai.Jobs.Cli.Tests.Setup;

public class InitTests
{
    [Fact]
    public async Task Options_are_written_and_other_keys_stay()
    {
        await using var home = new CliHome();
        home.Write(".pai/config.json", """{ "other": 1, "region_id": "cn-beijing" }""");

        var outcome = await home.RunAsync(
            "init", "--region", "cn-hangzhou", "--workspace", "123", "--bucket", "my-bucket", "--backend", "dlc", "--no-check");

        outcome.Exits(ExitCodes.Success);
        Assert.Equal(Path.Combine(home.Folder, ".pai", "config.json") + "\n", outcome.Output);
        var file = home.Read(".pai/config.json");
        foreach (var text in (string[])["\"other\"", "\"cn-hangzhou\"", "\"123\"", "\"my-bucket\"", "\"dlc\""])
            Assert.Contains(text, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_value_leaves_the_file_as_it_is()
    {
        await using var home = new CliHome();
        home.Write(".pai/config.json", "{}");

        var outcome = (await home.RunAsync("init", "--bucket", "oss://my-bucket")).Exits(ExitCodes.Failed);

        Assert.Contains("is not the name of a bucket", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("{}", home.Read(".pai/config.json"));
    }

    [Fact]
    public async Task Nothing_to_write_is_an_error_of_usage()
    {
        await using var home = new CliHome();

        (await home.RunAsync("init")).Exits(ExitCodes.Usage);

        Assert.False(File.Exists(Path.Combine(home.Folder, ".pai", "config.json")));
    }

    [Fact]
    public async Task The_settings_are_tried()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Environment.Remove("PAI_OSS_BUCKET_NAME");

        var good = await home.RunAsync("init", "--bucket", "bucket", "--backend", "dlc");
        var bad = await home.RunAsync("init", "--bucket", "no-such-bucket");

        good.Exits(ExitCodes.Success);
        Assert.Contains("jobs can be listed", good.Error, StringComparison.Ordinal);
        Assert.Contains("NoSuchBucket", bad.Exits(ExitCodes.Failed).Error, StringComparison.Ordinal);
    }
}

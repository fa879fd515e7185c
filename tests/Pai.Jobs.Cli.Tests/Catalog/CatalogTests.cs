namespace Pai.Jobs.Cli.Tests.Catalog;

/// <summary><c>images</c>, <c>instances</c> and <c>catalog refresh</c>.</summary>
public class CatalogTests
{
    [Fact]
    public async Task Instance_types_are_those_of_the_service_with_its_stock()
    {
        await using var home = await WithTypesAsync();
        home.Emulator.Dlc.SetStock("ecs.gn7i-c8g1.2xlarge", isAvailable: false);

        var all = (await home.RunAsync("instances", "list", "--output", "json")).Exits(0);
        var gpu = (await home.RunAsync("instances", "list", "--min-gpu", "1")).Exits(0);
        var available = (await home.RunAsync("instances", "list", "--min-gpu", "1", "--available")).Exits(0);

        Assert.Equal(["ecs.g7.xlarge", "ecs.gn7i-c8g1.2xlarge"], all.Json.EnumerateArray().Select(t => t.GetProperty("name").GetString()));
        Assert.False(all.Json[0].GetProperty("isFromCatalog").GetBoolean());
        Assert.Equal(4, all.Json[0].GetProperty("cpu").GetInt32());
        Assert.StartsWith("NAME", gpu.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("ecs.gn7i-c8g1.2xlarge", gpu.Lines.Skip(1).Single(), StringComparison.Ordinal);
        Assert.Empty(available.Output);
        Assert.Contains("No instance types", available.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_service_the_catalog_answers_and_says_so()
    {
        await using var home = new CliHome();

        var types = (await home.RunAsync("instances", "list", "--name", "gn7i")).Exits(0);
        var images = (await home.RunAsync("images", "list", "--framework", "pytorch", "--accelerator", "gpu")).Exits(0);
        var image = (await home.RunAsync("images", "show", "PyTorch", "--output", "json")).Exits(0);
        var file = (await home.RunAsync("catalog", "refresh", "--region", "cn-hangzhou")).Exits(3);

        Assert.True(types.Lines.Length > 1);
        Assert.Contains("from the catalog", types.Error, StringComparison.Ordinal);
        Assert.All(images.Lines.Skip(1), line => Assert.StartsWith("PyTorch", line, StringComparison.Ordinal));
        Assert.Contains("from the catalog", images.Error, StringComparison.Ordinal);
        Assert.True(image.Json.GetProperty("isFromCatalog").GetBoolean());
        Assert.Contains("did not answer", file.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(home.Folder, "pai-jobs.catalog")));
    }

    [Fact]
    public async Task Images_are_found_by_framework_and_by_their_names()
    {
        await using var home = await CliHome.WithEmulatorAsync();

        var newest = (await home.RunAsync("images", "show", "PyTorch", "--accelerator", "GPU", "--output", "json")).Exits(0).Json;
        var uri = newest.GetProperty("uri").GetString()!;
        var same = (await home.RunAsync("images", "show", uri)).Exits(0);
        var missing = (await home.RunAsync("images", "show", "registry/none:1")).Exits(3);
        var framework = (await home.RunAsync("images", "show", "PyTorhc")).Exits(3);

        Assert.False(newest.GetProperty("isFromCatalog").GetBoolean());
        Assert.Equal("Gpu", newest.GetProperty("accelerator").GetString());
        Assert.Contains(uri, same.Lines[0], StringComparison.Ordinal);
        Assert.Contains("registry/none:1", missing.Error, StringComparison.Ordinal);
        Assert.Contains("PyTorch", framework.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--accelerator", "images", "list", "--accelerator", "TPU")]
    [InlineData("--scope", "images", "list", "--scope", "games")]
    [InlineData("--min-gpu", "instances", "list", "--min-gpu", "many")]
    [InlineData("--resource-type", "instances", "list", "--resource-type", "quantum")]
    [InlineData("other.txt", "catalog", "refresh", "other.txt")]
    [InlineData("mypai-jobs.catalog", "catalog", "refresh", "mypai-jobs.catalog")]
    public async Task A_wrong_value_is_an_error_of_usage(string problem, params string[] line)
    {
        await using var home = await CliHome.WithEmulatorAsync();

        var outcome = (await home.RunAsync(line)).Exits(2);

        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(home.Emulator.Requests);
    }

    [Fact]
    public async Task The_file_of_the_project_gets_what_the_service_has_and_keeps_its_own_lines()
    {
        await using var home = await WithTypesAsync();
        const string Own = "# ours\necs.g7.xlarge | cpu=99\n";
        home.Write("pai-jobs.catalog", Own);

        var check = (await home.RunAsync("catalog", "refresh", "--check")).Exits(2);
        Assert.Equal(Own, home.Read("pai-jobs.catalog"));
        var written = (await home.RunAsync("catalog", "refresh", "--output", "json")).Exits(0).Json;
        var again = (await home.RunAsync("catalog", "refresh", "--check")).Exits(0);

        var lines = home.Read("pai-jobs.catalog").Split('\n');
        Assert.Contains("would change", check.Output, StringComparison.Ordinal);
        Assert.Equal(3, written.GetProperty("added").GetInt32());
        Assert.Equal(2, written.GetProperty("instanceTypes").GetInt32());
        Assert.Equal(1, written.GetProperty("images").GetInt32());
        Assert.Contains("is as the service has it", again.Output, StringComparison.Ordinal);
        Assert.Equal("ecs.g7.xlarge | cpu=4 | memory=16 | modules=dlc", lines[1]);
        Assert.Equal(
            "ecs.gn7i-c8g1.2xlarge | cpu=8 | memory=30 | gpu=1 | gpu_type=NVIDIA A10 | accelerator=GPU | modules=dlc", lines[2]);
        Assert.StartsWith(
            "registry.{region}.aliyuncs.com/pai-dlc/pytorch-training:2.0-cpu | framework=PyTorch", lines[3], StringComparison.Ordinal);
        // Behind the block, so that it wins.
        Assert.EndsWith(Own, home.Read("pai-jobs.catalog"), StringComparison.Ordinal);
        Assert.Equal(["pai-jobs.catalog"], Directory.GetFiles(home.Folder).Select(Path.GetFileName));

        home.Emulator.Dlc.InstanceTypes = [new("ecs.g7.xlarge", Cpu: 8, MemoryGiB: 16), new("ecs.g8i.large", Cpu: 2, MemoryGiB: 8)];
        var changed = (await home.RunAsync("catalog", "refresh", "--output", "json")).Exits(0).Json;
        Assert.Equal(1, changed.GetProperty("added").GetInt32());
        Assert.Equal(1, changed.GetProperty("changed").GetInt32());
        Assert.Equal(1, changed.GetProperty("removed").GetInt32());
        Assert.EndsWith(Own, home.Read("pai-jobs.catalog"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_without_its_end_is_not_guessed_at()
    {
        await using var home = await WithTypesAsync();
        (await home.RunAsync("catalog", "refresh")).Exits(0);
        var cut = home.Read("pai-jobs.catalog").Replace("# -- end of pai-jobs catalog refresh\n", "", StringComparison.Ordinal);
        home.Write("pai-jobs.catalog", cut);

        var outcome = (await home.RunAsync("catalog", "refresh")).Exits(3);

        Assert.Contains("lacks the line", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(cut, home.Read("pai-jobs.catalog"));
    }

    private static async Task<CliHome> WithTypesAsync()
    {
        var home = await CliHome.WithEmulatorAsync();
        home.Emulator.Dlc.InstanceTypes =
        [
            new("ecs.gn7i-c8g1.2xlarge", Cpu: 8, MemoryGiB: 30) { Gpu = 1, GpuType = "NVIDIA A10" },
            new("ecs.g7.xlarge", Cpu: 4, MemoryGiB: 16),
        ];
        home.Emulator.AiWorkspace.Images =
        [
            new("image-1", "pytorch", "registry.cn-hangzhou.aliyuncs.com/pai-dlc/pytorch-training:2.0-cpu")
            {
                Labels = new Dictionary<string, string> { ["system.official"] = "true", ["system.supported.dlc"] = "true" },
            },
        ];
        return home;
    }
}

namespace Pai.Jobs.Tests;

/// <summary>An output that is a folder of this machine.</summary>
public sealed class JobOutputTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private JobOutput Output => new("table", LocalPath.Parse(_temp.In("out/")));

    public void Dispose() => _temp.Dispose();

    private static async Task<List<OutputFile>> ListAsync(JobOutput output)
    {
        var files = new List<OutputFile>();
        await foreach (var file in output.ListAsync()) files.Add(file);
        return files;
    }

    private static async Task<string> ReadAsync(JobOutput output, string path)
    {
        using var reader = new StreamReader(await output.OpenReadAsync(path));
        return await reader.ReadToEndAsync();
    }

    [Fact]
    public async Task Its_files_are_listed_in_order_of_their_paths_with_size_and_time()
    {
        var time = new DateTime(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        foreach (var path in (string[])["b.txt", "a/z.txt", "a.txt", "a/deep/er/日本 #1?.csv", "B.txt", ".hidden"])
            _temp.Write("out/" + path, path);
        Directory.CreateDirectory(_temp.In("out/empty"));
        File.SetLastWriteTimeUtc(_temp.In("out/b.txt"), time);

        var files = await ListAsync(Output);

        Assert.Equal([".hidden", "B.txt", "a.txt", "a/deep/er/日本 #1?.csv", "a/z.txt", "b.txt"], files.Select(f => f.Path));
        Assert.Equal((5, new DateTimeOffset(time)), (files[^1].Size, files[^1].LastModified));
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_not_an_empty_output()
    {
        var e = await Assert.ThrowsAsync<JobException>(() => ListAsync(Output));

        Assert.Contains(_temp.In("out"), e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JobException>(() => Output.DownloadAsync(_temp.In("copy")));
        Assert.False(await Output.ExistsAsync("a"));
        Directory.CreateDirectory(_temp.In("out"));
        Assert.Empty(await ListAsync(Output));
    }

    [Fact]
    public async Task A_file_is_found_and_opened_by_its_path()
    {
        _temp.Write("out/a/日本 #1?.csv", "content");

        Assert.True(await Output.ExistsAsync("a/日本 #1?.csv"));
        Assert.Equal("content", await ReadAsync(Output, "a/日本 #1?.csv"));
        Assert.False(await Output.ExistsAsync("a"));
        Assert.False(await Output.ExistsAsync("a/other"));
        var missing = await Assert.ThrowsAsync<JobException>(() => Output.OpenReadAsync("a/other"));
        Assert.Contains("a/other", missing.Message, StringComparison.Ordinal);
        Assert.Contains("\"table\"", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JobException>(() => Output.OpenReadAsync("a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("./a")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    public async Task A_path_that_leads_out_is_refused(string path)
    {
        _temp.Write("out/a", "");
        _temp.Write("secret", "");

        await Assert.ThrowsAsync<ArgumentException>(() => Output.ExistsAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(() => Output.OpenReadAsync(path));
    }

    [Fact]
    public async Task Links_are_neither_listed_nor_followed()
    {
        _temp.Write("out/a.txt", "a");
        _temp.Write("secret/key", "hunter2");
        File.CreateSymbolicLink(_temp.In("out/key"), _temp.In("secret/key"));
        File.CreateSymbolicLink(_temp.In("out/inside"), _temp.In("out/a.txt"));
        File.CreateSymbolicLink(_temp.In("out/broken"), _temp.In("nowhere"));
        Directory.CreateSymbolicLink(_temp.In("out/folder"), _temp.In("secret"));

        Assert.Equal(["a.txt"], (await ListAsync(Output)).Select(f => f.Path));
        foreach (var path in (string[])["key", "folder/key", "inside", "broken"])
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Output.ExistsAsync(path));
            var refused = await Assert.ThrowsAsync<ArgumentException>(() => Output.OpenReadAsync(path));
            Assert.Contains("link", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, await Output.DownloadAsync(_temp.In("copy")));
        Assert.Equal([_temp.In("copy/a.txt")], Directory.GetFileSystemEntries(_temp.In("copy")));
    }

    [Fact]
    public async Task A_link_in_the_place_of_the_folder_is_not_followed()
    {
        _temp.Write("secret/key", "hunter2");
        Directory.CreateSymbolicLink(_temp.In("out"), _temp.In("secret"));

        await Assert.ThrowsAsync<JobException>(() => ListAsync(Output));
        await Assert.ThrowsAsync<JobException>(() => Output.OpenReadAsync("key"));
        await Assert.ThrowsAsync<JobException>(() => Output.DownloadAsync(_temp.In("copy")));
        Assert.False(Directory.Exists(_temp.In("copy")));
    }

    [Theory]
    [InlineData("tab\there")]
    [InlineData("line\nend")]
    [InlineData("file:z")]
    [InlineData("oss://a")]
    [InlineData("back\\slash")]
    [InlineData("long")]
    public async Task A_file_of_any_name_is_listed_opened_and_downloaded(string name)
    {
        if (OperatingSystem.IsWindows()) return;
        if (name == "long") name = new string('n', 255);
        _temp.Write("out/" + name, "x");

        var listed = Assert.Single(await ListAsync(Output)).Path;
        Assert.True(await Output.ExistsAsync(listed));
        await (await Output.OpenReadAsync(listed)).DisposeAsync();
        Assert.Equal(1, await Output.DownloadAsync(_temp.In("copy")));
        Assert.Equal("x", File.ReadAllText(_temp.In("copy/" + listed)));
    }

    [Fact]
    public async Task A_pipe_is_no_file_and_nobody_waits_for_its_other_side()
    {
        if (!OperatingSystem.IsLinux()) return;
        _temp.Write("out/a.txt", "a");
        LocalHarness.MakePipe(_temp.In("out/pipe"));

        Assert.Equal(["a.txt"], (await ListAsync(Output)).Select(f => f.Path));
        Assert.False(await Output.ExistsAsync("pipe"));
        await Assert.ThrowsAsync<JobException>(() => Task.Run(() => Output.OpenReadAsync("pipe")).WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_download_copies_all_files_and_replaces_those_of_the_same_name()
    {
        foreach (var path in (string[])["a.txt", "b/c.txt", "b/d/e.txt"]) _temp.Write("out/" + path, path);
        _temp.Write("copy/a.txt", "old and longer");
        _temp.Write("copy/other.txt", "kept");

        Assert.Equal(3, await Output.DownloadAsync(_temp.In("copy")));

        Assert.Equal(
            ["a.txt", "b/c.txt", "b/d/e.txt", "kept"],
            Directory.GetFiles(_temp.In("copy"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    [Fact]
    public async Task A_download_that_cannot_write_names_the_file_and_leaves_no_part_of_it()
    {
        _temp.Write("out/a.txt", "a");
        Directory.CreateDirectory(_temp.In("copy/a.txt"));

        var e = await Assert.ThrowsAsync<JobException>(() => Output.DownloadAsync(_temp.In("copy")));

        Assert.Contains("a.txt", e.Message, StringComparison.Ordinal);
        Assert.Equal([_temp.In("copy/a.txt")], Directory.GetFileSystemEntries(_temp.In("copy")));
    }

    [Fact]
    public async Task An_output_that_is_not_on_this_machine_is_refused_with_where_it_is()
    {
        var output = new JobOutput("table", DataLocation.Parse("oss://bucket/out/"));

        Assert.Null(output.FilePath);
        Func<Task>[] ways =
            [() => ListAsync(output), () => output.ExistsAsync("a"),
                () => output.OpenReadAsync("a"), () => output.DownloadAsync(_temp.In("copy"))];
        foreach (var way in ways)
        {
            var refused = await Assert.ThrowsAsync<JobNotSupportedException>(way);
            Assert.Contains("oss://bucket/out/", refused.Message, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_temp.In("copy")));
    }

    [Fact]
    public async Task An_output_of_a_run_is_the_input_of_the_next()
    {
        await using var local = new LocalHarness();
        var first = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("echo result >/ml/output/out/f"), outputs: [LocalHarness.Output("out")]));
        var output = new JobOutput("out", first.Outputs!["out"]);

        Assert.Equal("result\n", await ReadAsync(output, "f"));
        Assert.Equal(["result"], await local.OutputOfAsync(LocalHarness.Job(
            JobCommand.Shell("cat /ml/input/data/in/f"), inputs: [LocalHarness.Input("in", null) with { Location = output }])));
    }
}

using Pai.Jobs.Emulator;

namespace Pai.Jobs.Cli.Tests.Storage;

/// <summary><c>cp</c> and <c>cat</c>.</summary>
public class CopyTests
{
    [Fact]
    public async Task A_file_goes_up_and_comes_back()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Write("a.txt", "one\n");

        var up = (await home.RunAsync("cp", "a.txt", "oss://bucket/in/")).Exits(0);
        (await home.RunAsync("cp", "oss://bucket/in/a.txt", "b.txt")).Exits(0);

        Assert.Empty(up.Output);
        Assert.Contains("1 file copied, 4 B", up.Error, StringComparison.Ordinal);
        Assert.Equal("one\n", home.Read("b.txt"));
    }

    [Theory]
    [InlineData("oss://bucket/data/")]
    [InlineData("oss://bucket/data")]
    public async Task A_folder_needs_recursive_and_is_a_prefix_then(string target)
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Write("data/a.csv", "1");
        home.Write("data/sub/b.csv", "22");
        home.Write("data/c.tmp", "333");

        var refused = (await home.RunAsync("cp", "data", target)).Exits(2);
        var copied = (await home.RunAsync("cp", "-r", "data", target, "--include", "*.csv", "--output", "json")).Exits(0);

        Assert.Contains("--recursive", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["data/a.csv", "data/sub/b.csv"], home.Emulator.Bucket("bucket").Keys);
        Assert.Equal("oss://bucket/data/", copied.Json.GetProperty("location").GetString());
        Assert.Equal(3, copied.Json.GetProperty("bytesMoved").GetInt64());
        var file = copied.Json.GetProperty("files")[1];
        Assert.Equal("sub/b.csv", file.GetProperty("name").GetString());
        Assert.Equal(2, file.GetProperty("size").GetInt64());
        Assert.Equal("Transferred", file.GetProperty("action").GetString());
        Assert.Equal("Crc64", file.GetProperty("verification").GetString());
    }

    [Fact]
    public async Task A_prefix_comes_down_and_the_second_time_nothing_moves()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Emulator.Bucket("bucket").Put("data/a", "1"u8.ToArray());
        home.Emulator.Bucket("bucket").Put("database/b", "2"u8.ToArray());

        (await home.RunAsync("cp", "-r", "oss://bucket/data", "copy")).Exits(0);
        var again = (await home.RunAsync("cp", "-r", "oss://bucket/data/", "copy")).Exits(0);

        Assert.Equal("1", home.Read("copy/a"));
        Assert.False(File.Exists(Path.Combine(home.Folder, "copy", "b")));
        Assert.Contains("1 file there already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_are_copied_within_OSS()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Emulator.Bucket("bucket").Put("data/a", "1"u8.ToArray());

        var plan = (await home.RunAsync("cp", "-r", "oss://bucket/data/", "oss://bucket/copy/", "--dry-run")).Exits(0);
        Assert.Equal(["data/a"], home.Emulator.Bucket("bucket").Keys);
        (await home.RunAsync("cp", "-r", "oss://bucket/data/", "oss://bucket/copy/")).Exits(0);

        Assert.Equal(["copy  a"], plan.Lines);
        Assert.Equal(["copy/a", "data/a"], home.Emulator.Bucket("bucket").Keys);
    }

    [Fact]
    public async Task Standard_input_and_output_are_files_too()
    {
        await using var home = await CliHome.WithEmulatorAsync();

        (await home.RunAsync("from a pipe\n"u8.ToArray(), "cp", "-", "oss://bucket/piped")).Exits(0);
        var copied = (await home.RunAsync("cp", "oss://bucket/piped", "-")).Exits(0);
        var cat = (await home.RunAsync("cat", "oss://bucket/piped", "oss://bucket/piped")).Exits(0);

        Assert.Equal("from a pipe\n", copied.Output);
        Assert.Equal("from a pipe\nfrom a pipe\n", cat.Output);
    }

    [Fact]
    public async Task A_folder_is_packed_and_unpacked()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Write("code/main.py", "print()\n");

        (await home.RunAsync("cp", "--archive", "code", "oss://bucket/code.tar.gz")).Exits(0);
        (await home.RunAsync("cp", "--extract", "oss://bucket/code.tar.gz", "copy")).Exits(0);

        Assert.Equal("print()\n", home.Read("copy/main.py"));
    }

    [Theory]
    [InlineData("Neither", "cp", "a.txt", "b.txt")]
    [InlineData("one file", "cp", "-r", "-", "oss://bucket/x")]
    [InlineData("is a prefix", "cp", "oss://bucket/data/", ".")]
    [InlineData("--extract", "cp", "--extract", "a.txt", "oss://bucket/x")]
    [InlineData("--limit-rate", "cp", "--limit-rate", "1M", "oss://bucket/x", "oss://bucket/y")]
    [InlineData("not a size", "cp", "--part-size", "big", "a.txt", "oss://bucket/x")]
    [InlineData("MaxParallel", "cp", "--parallel", "0", "a.txt", "oss://bucket/x")]
    [InlineData("whole bucket", "cp", "-r", ".", "oss://bucket/")]
    [InlineData("oss://", "cp", "a.txt", "oss:/bucket/x")]
    [InlineData("a.txt is a file", "cp", "-r", "a.txt", "oss://bucket/x/")]
    [InlineData("JSON", "cat", "oss://bucket/x", "--output", "json")]
    public async Task A_wrong_command_line_is_an_error_of_usage_and_nothing_is_sent(string problem, params string[] line)
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Write("a.txt", "one\n");

        var outcome = (await home.RunAsync(line)).Exits(2);

        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.Empty(home.Emulator.Requests);
    }

    [Fact]
    public async Task What_the_service_refuses_is_an_error_with_its_code()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Write("a.txt", "one\n");

        var missing = (await home.RunAsync("cp", "oss://bucket/no-such", "x")).Exits(3);
        var bucket = (await home.RunAsync("cp", "a.txt", "oss://other/x")).Exits(3);
        var file = (await home.RunAsync("cp", "b.txt", "oss://bucket/x")).Exits(3);

        Assert.Contains("NoSuchKey", missing.Error, StringComparison.Ordinal);
        Assert.Contains("NoSuchBucket", bucket.Error, StringComparison.Ordinal);
        Assert.Contains("b.txt", file.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(home.Folder, "x")));
    }

    [Fact]
    public async Task An_interrupted_upload_says_what_stays_and_the_same_command_resumes_it()
    {
        await using var home = await CliHome.WithEmulatorAsync();
        home.Write("big", new byte[1 << 20]);
        // The second half does not get through.
        var slow = home.Emulator.Faults.Add(new FaultRule(Fault.Delay(TimeSpan.FromMinutes(5)))
        {
            Operation = EmulatedOperation.UploadPart,
            PartNumber = 7,
        });
        string[] line = ["cp", "big", "oss://bucket/big", "--part-size", "100K"];
        await using (var process = home.Start(line))
        {
            while (home.Emulator.Requests.Count(r => r.Operation == EmulatedOperation.UploadPart) < 10)
                await Task.Delay(20, home.Timeout);
            process.Interrupt();
            var interrupted = (await process.EndAsync(home.Timeout)).Exits(130);
            Assert.Contains("The same call resumes it", interrupted.Error, StringComparison.Ordinal);
        }

        home.Emulator.Faults.Clear();
        home.Emulator.ClearRequests();
        (await home.RunAsync(line)).Exits(0);

        Assert.Equal(1, slow.Hits);
        Assert.Equal(1 << 20, home.Emulator.Bucket("bucket").Read("big").Length);
        Assert.Equal(1, home.Emulator.Requests.Count(r => r.Operation == EmulatedOperation.UploadPart));
    }
}

using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Tests;

public sealed class WorkerChannelTests : IDisposable
{
    private readonly WorkerFolder _folder = new();
    private readonly JobContext _context;

    public WorkerChannelTests() => _context = _folder.Open();

    public void Dispose()
    {
        _context.Dispose();
        _folder.Dispose();
    }

    private WorkerInput Corpus => _context.Input("corpus");

    private WorkerOutput Tokens => _context.Output("tokens");

    private JobOutput Submitters => new("tokens", LocalPath.Parse(_folder.In("out/tokens/")));

    [Fact]
    public void Files_are_listed_in_ordinal_order_with_their_sizes()
    {
        _folder.Write("in/corpus/b.txt", "12345");
        _folder.Write("in/corpus/B.txt", "1");
        _folder.Write("in/corpus/a/x.txt", "12");
        _folder.Write("in/corpus/a.txt", "");

        Assert.Equal([("B.txt", 1L), ("a.txt", 0L), ("a/x.txt", 2L), ("b.txt", 5L)], Corpus.ListFiles().Select(f => (f.Path, f.Size)));
        Assert.Equal(_folder.In("in/corpus/a/x.txt"), Corpus.ListFiles()[2].FullPath);
    }

    [Fact]
    public void Links_are_followed_in_the_channel_only()
    {
        _folder.Write("in/corpus/a/x.txt", "12");
        _folder.Write("outside/secret.txt", "hunter2");
        File.CreateSymbolicLink(_folder.In("in/corpus/link.txt"), "a/x.txt");
        File.CreateSymbolicLink(_folder.In("in/corpus/out.txt"), _folder.In("outside/secret.txt"));
        Directory.CreateSymbolicLink(_folder.In("in/corpus/out"), _folder.In("outside"));
        Directory.CreateSymbolicLink(_folder.In("in/corpus/a/loop"), "..");
        Directory.CreateSymbolicLink(_folder.In("in/corpus/z"), "a");
        File.CreateSymbolicLink(_folder.In("in/corpus/gone.txt"), "nowhere.txt");

        Assert.Equal([("a/x.txt", 2L), ("link.txt", 2L), ("z/x.txt", 2L)], Corpus.ListFiles().Select(f => (f.Path, f.Size)));
        using (var reader = Corpus.OpenText("link.txt")) Assert.Equal("12", reader.ReadToEnd());
        foreach (var path in new[] { "out.txt", "out/secret.txt" })
            Assert.Contains("outside", Assert.Throws<ArgumentException>(() => Corpus.OpenRead(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_that_is_itself_a_link_is_what_it_leads_to()
    {
        _folder.Write("data/x.txt", "1");
        Directory.CreateSymbolicLink(_folder.In("in/linked"), _folder.In("data"));
        File.CreateSymbolicLink(_folder.In("in/linked.txt"), _folder.In("data/x.txt"));
        _folder.Environment["PAI_INPUT_CORPUS"] = _folder.In("in/linked/");
        _folder.Environment["PAI_INPUT_ONE"] = _folder.In("in/linked.txt");
        using var context = _folder.Open();

        Assert.Equal("x.txt", Assert.Single(context.Input("corpus").ListFiles()).Path);
        Assert.Equal(("linked.txt", 1L), (context.Input("one").ListFiles()[0].Path, context.Input("one").ListFiles()[0].Size));
        using var stream = context.Input("one").OpenRead();
        Assert.Equal(1, stream.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../one/days.csv")]
    [InlineData("a/../../one/days.csv")]
    [InlineData("a\0b")]
    public async Task A_path_out_of_the_channel_is_refused(string path)
    {
        Assert.Throws<ArgumentException>(() => Corpus.OpenRead(path));
        await Assert.ThrowsAsync<ArgumentException>(() => Tokens.WriteAllTextAsync(path, ""));
    }

    [Fact]
    public async Task A_single_file_needs_no_path_and_a_folder_does()
    {
        var lines = new List<string>();
        await foreach (var line in _context.Input("one").ReadLinesAsync()) lines.Add(line);

        Assert.Equal(["a", "b"], lines);
        Assert.True(_context.Input("one").IsFile);
        Assert.Contains(_folder.In("in/corpus"), Assert.Throws<JobException>(() => Corpus.OpenRead()).Message, StringComparison.Ordinal);
        Assert.Contains("gone.txt", Assert.Throws<JobException>(() => Corpus.OpenRead("gone.txt")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_written_whole_or_not_at_all()
    {
        await Tokens.WriteAllTextAsync("a/b.txt", "first");

        await Assert.ThrowsAsync<InvalidDataException>(() => Tokens.WriteAsync("a/b.txt", async (stream, token) =>
        {
            await stream.WriteAsync("sec"u8.ToArray(), token);
            await stream.FlushAsync(token);
            Assert.Equal("first", await File.ReadAllTextAsync(_folder.In("out/tokens/a/b.txt"), token));
            Assert.Equal(["a/b.txt"], Tokens.ListFiles().Select(f => f.Path));
            throw new InvalidDataException();
        }));

        Assert.Equal("first", File.ReadAllText(_folder.In("out/tokens/a/b.txt")));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.In("out/tokens/a")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        await Tokens.WriteAllTextAsync("a", "file");

        var e = await Assert.ThrowsAsync<JobException>(() => Tokens.WriteAllTextAsync("a/b.txt", "x"));

        Assert.Contains("a/b.txt", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_lists_every_file_and_the_submitting_side_reads_it()
    {
        await Tokens.WriteAllTextAsync("part/1.txt", "hello");
        _folder.Write("out/tokens/2.txt", "by another way");
        Assert.Null(await Submitters.ReadManifestAsync());

        var written = await Tokens.PublishAsync();
        var read = await Submitters.ReadManifestAsync();

        Assert.Equal(written.Files, read!.Files);
        Assert.Equal(
            [("2.txt", 14L, OssCrc64.Of("by another way"u8)), ("part/1.txt", 5L, OssCrc64.Of("hello"u8))],
            read.Files.Select(f => (f.Path, f.Size, f.Crc64)));
    }

    [Fact]
    public async Task A_link_is_not_in_the_manifest_since_no_reader_follows_it()
    {
        await Tokens.WriteAllTextAsync("1.txt", "hello");
        File.CreateSymbolicLink(_folder.In("out/tokens/latest.txt"), "1.txt");

        Assert.Equal("1.txt", Assert.Single((await Tokens.PublishAsync()).Files).Path);
    }

    [Fact]
    public async Task A_file_that_was_changed_since_is_read_again()
    {
        await Tokens.WriteAllTextAsync("1.txt", "hello");
        File.WriteAllText(_folder.In("out/tokens/1.txt"), "other");
        File.SetLastWriteTimeUtc(_folder.In("out/tokens/1.txt"), DateTime.UnixEpoch);

        Assert.Equal(OssCrc64.Of("other"u8), Assert.Single((await Tokens.PublishAsync()).Files).Crc64);
    }

    [Fact]
    public async Task Writing_on_takes_the_manifest_back()
    {
        await Tokens.WriteAllTextAsync("1.txt", "hello");
        await Tokens.PublishAsync();
        await Tokens.WriteAllTextAsync("2.txt", "more");
        Assert.Null(await Submitters.ReadManifestAsync());

        // That of an earlier start too.
        await Tokens.PublishAsync();
        using var again = _folder.Open();
        await again.Output("tokens").WriteAllTextAsync("3.txt", "more");
        Assert.Null(await Submitters.ReadManifestAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => Tokens.WriteAllTextAsync(OutputManifest.FileName, "{}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ \"version\": 2, \"files\": [] }")]
    [InlineData("{ \"version\": 1, \"files\": null }")]
    [InlineData("{ \"version\": 1, \"files\": [null] }")]
    [InlineData("{ \"version\": 1, \"files\": [{ \"path\": \"a\", \"size\": -1, \"crc64\": \"1\" }] }")]
    [InlineData("{ \"version\": 1, \"files\": [{ \"path\": \"a\", \"size\": 1, \"crc64\": \"x\" }] }")]
    public async Task A_damaged_manifest_is_not_taken_for_none(string text)
    {
        _folder.Write("out/tokens/" + OutputManifest.FileName, text);

        var e = await Assert.ThrowsAsync<JobException>(() => Submitters.ReadManifestAsync());

        Assert.Contains("tokens", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_of_a_manifest_is_what_the_docs_say()
    {
        var manifest = new OutputManifest { Files = [new() { Path = "a.txt", Size = 5, Crc64 = ulong.MaxValue }] };

        Assert.Equal(
            """
            {
              "version": 1,
              "files": [
                {
                  "path": "a.txt",
                  "size": 5,
                  "crc64": "18446744073709551615"
                }
              ]
            }

            """.ReplaceLineEndings("\n"),
            manifest.ToJson().ReplaceLineEndings("\n"));
        Assert.Equal(manifest.Files, OutputManifest.Parse(manifest.ToJson()).Files);
    }
}

namespace Pai.Jobs.Tests;

/// <summary>A source that changes after it was prepared, or while it is packed.</summary>
public sealed class CodeArchiveChangesTests
{
    private const int Size = 1 << 20;

    [Fact]
    public async Task A_source_that_is_as_it_was_planned_is_packed()
    {
        using var tree = new TempTree();
        tree.Add("main.py", "d/x");
        var plan = await tree.PlanAsync();
        File.SetLastWriteTimeUtc(tree.In("main.py"), DateTime.UnixEpoch);
        File.SetUnixFileMode(tree.In("d/x"), (UnixFileMode)0b111_111_111);
        Assert.Equal(plan.Sha256, (await CreateAsync(tree, plan)).Sha256);
    }

    [Fact]
    public async Task A_source_that_changed_since_its_plan_is_refused_and_nothing_is_left_behind()
    {
        using var tree = new TempTree();
        tree.Add("main.py", "other.py");
        var plan = await tree.PlanAsync();
        tree.Write("main.py", "MAIN.py");
        File.SetLastWriteTimeUtc(tree.In("main.py"), DateTime.UnixEpoch);

        var error = await Assert.ThrowsAsync<CodeArchiveException>(() => CreateAsync(tree, plan));

        Assert.Equal("the source changed after it was prepared (main.py). Run again to use its new state.", Assert.Single(error.Problems));
        Assert.Equal([tree.Root], Directory.EnumerateFileSystemEntries(tree.Beside("")));
        Assert.NotEqual(plan.Sha256, (await CreateAsync(tree, await tree.PlanAsync())).Sha256);
    }

    [Fact]
    public async Task A_change_is_found_though_size_and_time_are_the_same()
    {
        using var tree = new TempTree();
        tree.Write("main.py", "1");
        File.SetLastWriteTimeUtc(tree.In("main.py"), DateTime.UnixEpoch);
        var plan = await tree.PlanAsync();
        tree.Write("main.py", "2");
        File.SetLastWriteTimeUtc(tree.In("main.py"), DateTime.UnixEpoch);
        var error = await Assert.ThrowsAsync<CodeArchiveException>(() => tree.PlanAsync(new() { Expected = plan }));
        Assert.StartsWith("the source changed after it was prepared. ", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_three_of_many_changes_are_named()
    {
        using var tree = new TempTree();
        tree.Add("removed", "longer", "same", "z/");
        tree.Link("link", "same");
        var plan = await tree.PlanAsync();
        File.Delete(tree.In("removed"));
        File.Delete(tree.In("link"));
        tree.Link("link", "longer");
        tree.Write("longer", "more than before");
        tree.Add("added");
        Directory.Delete(tree.In("z"));
        var error = await Assert.ThrowsAsync<CodeArchiveException>(() => CreateAsync(tree, plan));
        Assert.Contains("(added, link, longer and 2 more)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("longer than before")]
    [InlineData("l")]
    [InlineData("")]
    public async Task A_file_that_has_another_size_when_its_turn_comes_is_an_error(string content)
    {
        using var tree = new TempTree();
        tree.Add("log");
        var error = await FailedAsync(tree, Stream.Null, () => tree.Write("log", content));
        Assert.Equal("log: it changed while it was being packed", Assert.Single(error.Problems));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_deleted_before_its_turn_comes_is_an_error(bool withFolder)
    {
        using var tree = new TempTree();
        tree.Add("d/log");
        var error = await FailedAsync(tree, Stream.Null, () => Delete(tree, withFolder));
        Assert.Equal("d/log: it was deleted while it was being packed", Assert.Single(error.Problems));

        static void Delete(TempTree tree, bool withFolder)
        {
            if (withFolder) Directory.Delete(tree.In("d"), recursive: true);
            else File.Delete(tree.In("d/log"));
        }
    }

    /// <summary>A large file, changed when the first part of it is written.</summary>
    [Theory]
    [InlineData(Size + 1)]
    [InlineData(Size - 1)]
    [InlineData(0)]
    [InlineData(Size)]
    public async Task A_file_that_is_written_while_it_is_read_is_an_error(int newSize)
    {
        using var tree = new TempTree();
        await File.WriteAllBytesAsync(tree.In("log"), new byte[Size]);
        File.SetLastWriteTimeUtc(tree.In("log"), DateTime.UnixEpoch);
        await using var destination = new CallbackStream(() => File.WriteAllBytes(tree.In("log"), new byte[newSize]));
        var error = await FailedAsync(tree, destination, () => { });
        Assert.Equal("log: it changed while it was being packed", Assert.Single(error.Problems));
    }

    private static Task<CodeArchive> CreateAsync(TempTree tree, CodeArchive expected) =>
        CodeArchive.CreateAsync(tree.Root, tree.Beside("a.tar.gz"), new() { Expected = expected });

    private static async Task<CodeArchiveException> FailedAsync(TempTree tree, Stream destination, Action change)
    {
        var source = SourceTree.Read(tree.Root, [], new(), default);
        change();
        return await Assert.ThrowsAsync<CodeArchiveException>(() => SourceTar.WriteAsync(source, destination, default));
    }

    /// <summary>Calls back once, when more than a header was written.</summary>
    private sealed class CallbackStream(Action callback) : MemoryStream
    {
        private bool _isCalled;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, cancellationToken);
            if (_isCalled || Length <= 512) return;
            _isCalled = true;
            callback();
        }
    }
}

using System.Diagnostics;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class LocalFilesTests
{
    [Fact]
    public void Dot_files_are_included_and_links_are_not_followed()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".env", "1");
        folder.Write("b/.git/config", "2");
        folder.Write("b/[x]*/c", "3");
        folder.Write(".pai-0123456789abcdef0123.part", "an unfinished download");
        File.CreateSymbolicLink(folder / "link", "b/.git/config");
        Directory.CreateSymbolicLink(folder / "b/loop", "..");

        var files = LocalFiles.In(folder.Path, new([], []), default);

        Assert.Equal([".env", "b/.git/config", "b/[x]*/c"], files.Files.Select(f => f.Name));
        Assert.Equal([".pai-0123456789abcdef0123.part (an unfinished download)", "b/loop (a link)", "link (a link)"], files.LeftOut);
        Assert.Empty(files.Failures);
    }

    [Fact]
    public void A_pipe_is_left_out()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        using var mkfifo = Process.Start("mkfifo", folder / "pipe");
        mkfifo.WaitForExit();

        var files = LocalFiles.In(folder.Path, new([], []), default);

        Assert.Empty(files.Files);
        Assert.Equal("pipe (a socket, a pipe or a device)", Assert.Single(files.LeftOut));
    }

    [Fact]
    public void A_filter_is_for_the_whole_path()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["a.csv", "x/a.csv", "x/b.txt", "tmp/a.csv"]) folder.Write(name, "1");

        Assert.Equal(["a.csv", "x/a.csv"], LocalFiles.In(folder.Path, new(["*.csv"], ["tmp/"]), default).Files.Select(f => f.Name));
    }

    [Fact]
    public void A_folder_that_is_missing_is_a_failure()
    {
        using var folder = new TemporaryFolder();

        var failure = Assert.Single(LocalFiles.In(folder / "missing", new([], []), default).Failures);
        Assert.Contains("missing", failure.Message, StringComparison.Ordinal);
    }
}

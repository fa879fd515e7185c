using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Tests;

public sealed class CodeArchiveTests
{
    [Fact]
    public async Task The_same_tree_gives_the_same_bytes_whatever_its_order_modes_and_times()
    {
        var random = new Random(7);
        for (var round = 0; round < 20; round++)
        {
            var paths = Enumerable.Range(0, random.Next(1, 40)).Select(_ => RandomPath(random)).Distinct().ToArray();
            var digests = new HashSet<string>();
            for (var copy = 0; copy < 3; copy++)
            {
                using var tree = new TempTree();
                random.Shuffle(paths);
                tree.Add(paths);
                foreach (var item in new DirectoryInfo(tree.Root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
                {
                    item.LastWriteTimeUtc = DateTime.UnixEpoch.AddSeconds(random.Next());
                    // As any umask would leave them, but readable for the test.
                    item.UnixFileMode = (UnixFileMode)(random.Next(0b1_000_000) | (item is DirectoryInfo ? 0b111_000_000 : 0b110_000_000));
                }

                var archive = await CodeArchive.CreateAsync(tree.Root, tree.Beside("a.tar.gz"));
                var tar = await TarOfAsync(tree);
                Assert.Equal(archive.Sha256, Convert.ToHexStringLower(SHA256.HashData(tar)));
                Assert.Equal(archive.TarSize, tar.Length);
                Assert.Equal(archive.CompressedSize, new FileInfo(tree.Beside("a.tar.gz")).Length);
                digests.Add(archive.Sha256);
            }

            Assert.Single(digests);
        }

        static string RandomPath(Random random) =>
            string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(i => RandomName(random, i))) + ".txt";

        static string RandomName(Random random, int i) => "abc-."[random.Next(4)] + "d" + i + new string('x', i == 0 ? 0 : random.Next(80));
    }

    /// <summary>The constant is a promise: another digest means that every archive of every user is uploaded again.</summary>
    [Fact]
    public async Task The_tar_is_the_same_in_every_process_and_on_every_system()
    {
        using var tree = new TempTree();
        tree.Add("main.py", "d/" + new string('n', 120), "d/文件", "Z/x", "empty/");
        tree.Write("run", "#!/bin/sh\n");
        tree.Link("d/link", "../main.py");
        Assert.Equal("b99427b82d14e3aa560ce409e2de0e0e9957723546435714dc23aedb198956b9", (await tree.PlanAsync()).Sha256);
    }

    [Fact]
    public async Task Another_content_gives_another_digest()
    {
        using var tree = new TempTree();
        tree.Write("a", "1");
        var one = await tree.PlanAsync();
        tree.Write("a", "2");
        Assert.NotEqual(one.Sha256, (await tree.PlanAsync()).Sha256);
    }

    [Fact]
    public async Task A_plan_says_what_packing_does()
    {
        using var tree = new TempTree();
        tree.Add("b", "a/c", "empty/", "x.pyc");
        var plan = await tree.PlanAsync();
        var archive = await CodeArchive.CreateAsync(tree.Root, tree.Beside("a.tar.gz"));
        Assert.Equal(archive.Sha256, plan.Sha256);
        Assert.Equal(["a/", "a/c", "b", "empty/"], plan.Entries);
        Assert.Equal((2, 4L), (plan.FileCount, plan.ContentSize));
        Assert.Equal((archive.TarSize, null), (plan.TarSize, plan.CompressedSize));
        Assert.Empty(plan.Warnings);
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\\b")]
    [InlineData("-rf")]
    [InlineData("a b'\"$`*?")]
    [InlineData("学习率-é-😀")]
    [InlineData(" ")]
    public async Task A_hostile_name_comes_out_of_tar_as_it_went_in(string name) => await RoundTripAsync(name, $"d/{name}/{name}");

    [Fact]
    public async Task A_long_path_comes_out_of_tar_as_it_went_in() =>
        await RoundTripAsync(new string('n', 250), string.Join('/', Enumerable.Repeat(new string('d', 100), 8)) + "/f");

    [Fact]
    public async Task Hidden_files_and_empty_folders_are_packed()
    {
        using var tree = new TempTree();
        tree.Add(".hidden", ".d/x", "empty/inner/");
        Assert.Equal([".d/", ".d/x", ".hidden", "empty/", "empty/inner/"], (await tree.PlanAsync()).Entries);
    }

    [Theory]
    [InlineData("#!/bin/sh\ntrue\n", true)]
    [InlineData("#!", true)]
    [InlineData("\u007fELF\u0002\u0001", true)]
    [InlineData("\u007fEL", false)]
    [InlineData("#", false)]
    [InlineData("", false)]
    [InlineData("\ufeff#!/bin/sh\n", false)]
    [InlineData(" #!/bin/sh\n", false)]
    [InlineData("echo no first line\n", false)]
    public async Task A_file_s_mode_follows_from_its_content_alone(string content, bool isExecutable)
    {
        using var tree = new TempTree();
        File.SetUnixFileMode(tree.Write("with-x", content), (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(tree.Write("without-x", content), (UnixFileMode)0b110_000_000);
        await UnpackAsync(tree, "a.tar.gz");
        var mode = (UnixFileMode)(isExecutable ? 0b111_101_101 : 0b110_100_100);
        foreach (var name in (string[])["with-x", "without-x"])
        {
            Assert.Equal(mode, File.GetUnixFileMode(tree.Beside("out/" + name)));
            Assert.Equal(content, new UTF8Encoding(false).GetString(File.ReadAllBytes(tree.Beside("out/" + name))));
        }
    }

    [Fact]
    public async Task A_folder_s_mode_is_always_the_same()
    {
        using var tree = new TempTree();
        tree.Add("open/", "private/");
        File.SetUnixFileMode(tree.In("open"), (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(tree.In("private"), (UnixFileMode)0b111_000_000);
        await UnpackAsync(tree, "a.tar.gz");
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(tree.Beside("out/open")));
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(tree.Beside("out/private")));
    }

    [Fact]
    public async Task Owners_and_times_are_no_part_of_it()
    {
        using var tree = new TempTree();
        tree.Add("a");
        await CodeArchive.CreateAsync(tree.Root, tree.Beside("a.tar.gz"));
        await using var reader = new TarReader(new GZipStream(File.OpenRead(tree.Beside("a.tar.gz")), CompressionMode.Decompress));
        var entry = (GnuTarEntry)(await reader.GetNextEntryAsync())!;
        Assert.Equal((0, 0, "", ""), (entry.Uid, entry.Gid, entry.UserName, entry.GroupName));
        Assert.Equal(2000, entry.ModificationTime.Year);
        Assert.Equal([0, 0, 0, 0], File.ReadAllBytes(tree.Beside("a.tar.gz"))[4..8]);
    }

    [Fact]
    public async Task A_single_file_is_an_archive_of_its_name()
    {
        using var tree = new TempTree();
        tree.Add("main.py", "other.py");
        Assert.Equal(["main.py"], (await CodeArchive.PlanAsync(tree.In("main.py"))).Entries);
    }

    [Fact]
    public async Task A_single_file_may_be_a_link()
    {
        using var tree = new TempTree();
        File.WriteAllText(tree.Beside("elsewhere"), "code");
        tree.Link("main.py", tree.Beside("elsewhere"));
        var plan = await CodeArchive.PlanAsync(tree.In("main.py"));
        Assert.Equal((1, 4L, "main.py"), (plan.FileCount, plan.ContentSize, plan.Entries[0]));
    }

    [Fact]
    public async Task The_folder_itself_may_be_a_link()
    {
        using var tree = new TempTree();
        tree.Add("d/main.py");
        File.CreateSymbolicLink(tree.Beside("link"), tree.Root);
        Assert.Equal(["d/", "d/main.py"], (await CodeArchive.PlanAsync(tree.Beside("link"))).Entries);
    }

    [Fact]
    public async Task An_archive_made_in_the_folder_itself_is_no_part_of_it()
    {
        using var tree = new TempTree();
        tree.Add("main.py");
        var first = await CodeArchive.CreateAsync(tree.Root, tree.In("code.tar.gz"));
        var second = await CodeArchive.CreateAsync(tree.Root, tree.In("code.tar.gz"));
        Assert.Equal(["main.py"], second.Entries);
        Assert.Equal(first.Sha256, second.Sha256);
    }

    [Fact]
    public async Task A_warning_names_the_largest_files()
    {
        using var tree = new TempTree();
        tree.Write("data/big.bin", new string('x', 3 << 20));
        tree.Write("data/half.bin", new string('x', 1 << 19));
        tree.Add("main.py");
        var warning = Assert.Single((await tree.PlanAsync(new() { WarnAboveBytes = 1 << 20 })).Warnings);
        Assert.StartsWith(
            "The code has 3.5 MiB, over 1 MiB. Largest: data/big.bin (3 MiB), data/half.bin (0.5 MiB), main.py",
            warning,
            StringComparison.Ordinal);
        Assert.Empty((await tree.PlanAsync(new() { WarnAboveBytes = 4 << 20 })).Warnings);
    }

    [Fact]
    public async Task A_warning_names_the_folder_of_many_small_files()
    {
        using var tree = new TempTree();
        for (var i = 0; i < 100; i++) tree.Write($"many/{i}", new string('x', 10_000));
        tree.Write("one", new string('x', 11_000));
        var warning = Assert.Single((await tree.PlanAsync(new() { WarnAboveBytes = 1000 })).Warnings);
        Assert.Contains("Largest: many/ (1 MiB), ./ (0 MiB)", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_names_scripts_whose_first_line_no_kernel_understands()
    {
        using var tree = new TempTree();
        tree.Write("windows.sh", "#!/bin/sh\r\ntrue\r\n");
        tree.Write("only.sh", "#!/bin/sh\ntrue\r\n");
        tree.Write("data.txt", "a\r\n");

        Assert.Contains("windows.sh", Assert.Single((await tree.PlanAsync()).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_of_nothing_is_an_archive()
    {
        using var tree = new TempTree();
        var archive = await UnpackAsync(tree, "a.tar.gz");

        Assert.Equal((0, 1024), (archive.FileCount, archive.TarSize));
        Assert.Single(archive.Warnings);
    }

    [Fact]
    public async Task An_archive_that_cannot_be_written_is_an_error_of_the_archive()
    {
        using var tree = new TempTree();
        tree.Add("main.py");
        var error = await Assert.ThrowsAsync<CodeArchiveException>(() => CodeArchive.CreateAsync(tree.Root, tree.Beside("no/a.tar.gz")));
        Assert.Contains("no/a.tar.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_behind()
    {
        using var tree = new TempTree();
        tree.Add("main.py");
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CodeArchive.CreateAsync(tree.Root, tree.Beside("a.tar.gz"), cancellationToken: cancel.Token));
        Assert.Equal([tree.Root], Directory.EnumerateFileSystemEntries(tree.Beside("")));
    }

    [Fact]
    public async Task A_failure_leaves_nothing_behind_and_the_old_archive_as_it_was()
    {
        using var tree = new TempTree();
        File.WriteAllText(tree.Beside("a.tar.gz"), "old");
        tree.Add("main.py");
        tree.Link("bad", "/etc/passwd");
        await Assert.ThrowsAsync<CodeArchiveException>(() => CodeArchive.CreateAsync(tree.Root, tree.Beside("a.tar.gz")));
        Assert.Equal("old", File.ReadAllText(tree.Beside("a.tar.gz")));
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(tree.Beside("")).Count());
    }

    [Fact]
    public async Task What_is_not_there_is_an_error()
    {
        using var tree = new TempTree();
        var error = await Assert.ThrowsAsync<CodeArchiveException>(() => CodeArchive.PlanAsync(tree.In("nowhere")));
        Assert.Contains("nowhere does not exist", error.Message, StringComparison.Ordinal);
    }

    private static async Task RoundTripAsync(params string[] paths)
    {
        using var tree = new TempTree();
        tree.Add(paths);
        var archive = await UnpackAsync(tree, "a.tar.gz");
        Assert.Equal(paths.Length, archive.FileCount);
        foreach (var path in paths) Assert.Equal(path, File.ReadAllText(tree.Beside("out/" + path)));
    }

    private static async Task<byte[]> TarOfAsync(TempTree tree)
    {
        using var tar = new MemoryStream();
        await using var gzip = new GZipStream(File.OpenRead(tree.Beside("a.tar.gz")), CompressionMode.Decompress);
        await gzip.CopyToAsync(tar);
        return tar.ToArray();
    }

    /// <summary>With the tar that the launch script uses.</summary>
    private static async Task<CodeArchive> UnpackAsync(TempTree tree, string name)
    {
        var archive = await CodeArchive.CreateAsync(tree.Root, tree.Beside(name));
        Directory.CreateDirectory(tree.Beside("out"));
        var start = new ProcessStartInfo("tar", ["-xzpf", tree.Beside(name), "-C", tree.Beside("out")]) { RedirectStandardError = true };
        using var tar = Process.Start(start)!;
        Assert.Equal("", await tar.StandardError.ReadToEndAsync());
        await tar.WaitForExitAsync();
        Assert.Equal(0, tar.ExitCode);
        return archive;
    }
}

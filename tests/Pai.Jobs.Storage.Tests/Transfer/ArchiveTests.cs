using System.Formats.Tar;
using System.IO.Compression;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class ArchiveTests
{
    private static readonly UploadOptions s_pack = StorageHarness.InParts with { Archive = true };
    private static readonly DownloadOptions s_unpack = StorageHarness.PartsDown with { Extract = true };

    [Fact]
    public async Task A_folder_goes_into_one_object_and_comes_back()
    {
        await using var h = await StorageHarness.StartAsync();
        var big = StorageHarness.Bytes(3 * StorageHarness.PartSize);
        h.Folder.Write("src/big", big);
        h.Folder.Write("src/.x/\u4e2d " + new string('n', 120), "deep");
        h.Folder.Write("src/empty", "");
        h.Folder.Write("src/left.tmp", "not this");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(h.Folder / "src/empty", (UnixFileMode)0b111_101_101);

        var up = await h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/p/", s_pack with { Exclude = ["*.tmp"] });
        var down = await h.Storage.DownloadAsync(up.Location, h.Folder / "out", s_unpack);

        Assert.Equal("oss://bucket/p/source.tar.gz", up.Location.ToString());
        Assert.Equal((TransferVerification.Crc64, TransferVerification.Crc64), (up.Verification, down.Verification));
        Assert.Equal(
            ["out/.x/\u4e2d " + new string('n', 120), "out/big", "out/empty"],
            h.Folder.Files().Where(f => f.StartsWith("out", StringComparison.Ordinal)));
        Assert.Equal(big, File.ReadAllBytes(h.Folder / "out/big"));
        if (!OperatingSystem.IsWindows()) Assert.True(File.GetUnixFileMode(h.Folder / "out/empty").HasFlag(UnixFileMode.UserExecute));
        Assert.Empty(h.LeftOvers());
    }

    [Fact]
    public async Task A_folder_with_content_gets_the_files_added()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Bucket.Put("a.tgz", Tar([Entry("x/new"), Entry("x/old"), Link("link", "x/new")]));
        h.Folder.Write("out/x/old", "before");
        h.Folder.Write("out/mine", "mine");

        await h.Storage.DownloadAsync("oss://bucket/a.tgz", h.Folder / "out", s_unpack);

        Assert.Equal(["out/link", "out/mine", "out/x/new", "out/x/old"], h.Folder.Files());
        Assert.Equal("content", File.ReadAllText(h.Folder / "out/x/old"));
        Assert.Equal("content", File.ReadAllText(h.Folder / "out/link"));
    }

    [Fact]
    public async Task No_entry_leads_out_of_the_target()
    {
        await using var h = await StorageHarness.StartAsync();
        List<TarEntry[]> archives =
        [
            [Entry("../evil")],
            [Entry("a/../../evil")],
            [Entry("/evil")],
            [Entry("C:/evil")],
            [Link("l", "..")],
            [Link("l", "/etc")],
            [Link("a/l", "../../x")],
            [Link("x", "."), Link("y", "x/..")],
            [Link("d", "e"), Entry("d/evil")],
            [new GnuTarEntry(TarEntryType.HardLink, "h") { LinkName = "../evil" }],
            [new GnuTarEntry(TarEntryType.Fifo, "f")],
        ];
        foreach (var (entries, i) in archives.Select((a, i) => (a, i)))
        {
            h.Bucket.Put("a.tar.gz", Tar([Entry("good"), .. entries]));

            var e = await Assert.ThrowsAsync<OssTransferException>(() =>
                h.Storage.DownloadAsync("oss://bucket/a.tar.gz", h.Folder / $"in/{i}", s_unpack));

            Assert.Matches("of the archive|is a link", e.Message);
            Assert.Empty(h.Folder.Files());
            Assert.False(Directory.Exists(h.Folder / $"in/{i}"));
        }
    }

    [Fact]
    public async Task Nothing_of_a_broken_archive_appears()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Bucket.Put("garbage.tar.gz", new byte[1000]);
        h.Bucket.Put("cut.tar.gz", Tar([Entry("a"), Entry("b")]).AsMemory(0, 60));
        h.Bucket.Put("corrupt.tar.gz", Tar([Entry("a")]));

        foreach (var name in (string[])["garbage", "cut", "corrupt"])
        {
            if (name == "corrupt") h.Emulator.Faults.Add(Fault.CorruptDownload(), EmulatedOperation.GetObject, count: null);
            await Assert.ThrowsAsync<OssTransferException>(() =>
                h.Storage.DownloadAsync($"oss://bucket/{name}.tar.gz", h.Folder / "out", s_unpack));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.DownloadAsync("oss://bucket/a.zip", h.Folder / "out", s_unpack));
        Assert.Empty(Directory.GetFileSystemEntries(h.Folder.Path));
    }

    private static byte[] Tar(IEnumerable<TarEntry> entries)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(gzip, TarEntryFormat.Gnu))
            foreach (var entry in entries) writer.WriteEntry(entry);
        return bytes.ToArray();
    }

    private static GnuTarEntry Entry(string name) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("content"u8.ToArray()) };

    private static GnuTarEntry Link(string name, string target) => new(TarEntryType.SymbolicLink, name) { LinkName = target };
}

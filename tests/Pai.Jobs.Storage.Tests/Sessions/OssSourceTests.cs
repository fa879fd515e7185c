using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Pai.Jobs.Storage.Tests.Sessions;

/// <summary>Code on OSS of jobs on this machine.</summary>
public class OssSourceTests
{
    private const string Show = "find . -type f | LC_ALL=C sort | while read -r f; do echo \"$f $(cat \"$f\")\"; done";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Archive(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (name, content) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Bytes(content)) });
        }

        return bytes.ToArray();
    }

    private static async Task<string[]> RunAsync(SessionHarness harness, string source, string command)
    {
        var log = new StringWriter();
        await new ResultJob().RunAsync(harness.Session, SessionHarness.Options(command, log) with { SourceDir = source }, harness.Timeout);
        return log.ToString().Split(Environment.NewLine)[..^1].SkipWhile(l => l != "--").Skip(1).ToArray();
    }

    private static void HasNothingLeft(SessionHarness harness) => Assert.DoesNotContain(
        Directory.EnumerateDirectories(harness.Folder / "runs").SelectMany(r => Directory.EnumerateDirectories(r).Append(r)),
        p => Path.GetFileName(p) is "code" or "code.downloaded" || p.Contains(".staging-", StringComparison.Ordinal));

    [Theory]
    [InlineData(LocalIsolation.Process)]
    [InlineData(LocalIsolation.Auto)]
    public async Task A_prefix_is_a_folder_and_the_second_run_downloads_nothing(LocalIsolation isolation)
    {
        await using var harness = await SessionHarness.StartAsync(isolation);
        harness.Bucket.Put("code/main.sh", Bytes("#!/bin/sh\necho main $1"));
        harness.Bucket.Put("code/lib/a b.txt", Bytes("two"));

        Assert.Equal(["main x", "two"], await RunAsync(harness, "oss://bucket/code/", "./main.sh x; cat 'lib/a b.txt'"));
        Assert.Equal(2, harness.Downloads);
        Assert.Equal(["main y"], await RunAsync(harness, "oss://bucket/code", "./main.sh y"));
        Assert.Equal(2, harness.Downloads);
        HasNothingLeft(harness);
    }

    [Fact]
    public async Task An_object_is_a_file_and_an_archive_is_unpacked()
    {
        await using var harness = await SessionHarness.StartAsync();
        harness.Bucket.Put("main.py", Bytes("one"));
        harness.Bucket.Put("code.tar.gz", Archive(("a.txt", "two"), ("deep/b.txt", "three")));

        Assert.Equal(["./main.py one"], await RunAsync(harness, "oss://bucket/main.py", Show));
        Assert.Equal(["./a.txt two", "./deep/b.txt three"], await RunAsync(harness, "oss://bucket/code.tar.gz", Show));
        HasNothingLeft(harness);
    }

    [Fact]
    public async Task What_session_Storage_has_packed_can_be_run()
    {
        await using var harness = await SessionHarness.StartAsync();
        Directory.CreateDirectory(harness.Folder / "src/deep");
        await File.WriteAllTextAsync(harness.Folder / "src/deep/a.txt", "one");
        await harness.Session.Storage.UploadAsync(
            harness.Folder / "src", OssUri.Parse("oss://bucket/x/"), new() { Archive = true }, harness.Timeout);

        Assert.Equal(["./deep/a.txt one"], await RunAsync(harness, "oss://bucket/x/source.tar.gz", Show));
    }

    [Fact]
    public async Task The_plan_names_it_and_downloads_nothing()
    {
        await using var harness = await SessionHarness.StartAsync();
        harness.Bucket.Put("code/main.sh", Bytes("echo"));

        var plan = await new ResultJob().PlanAsync(harness.Session, new() { SourceDir = "oss://bucket/code/" }, harness.Timeout);

        Assert.Empty(plan.Problems);
        Assert.Contains(plan.Notes, n => n.Contains("The code is oss://bucket/code/: 1 object, 4 bytes", StringComparison.Ordinal));
        Assert.Contains("oss://bucket/code/", plan.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"codeLocation\": \"oss://bucket/code/\"", plan.ToJson(), StringComparison.Ordinal);
        Assert.Equal(0, harness.Downloads);
    }

    [Theory]
    [InlineData("oss://bucket/none/", "no object")]
    [InlineData("oss://bucket/", "whole bucket")]
    [InlineData("oss://Bucket!/code/", "Bucket!")]
    [InlineData("https://host/code", "oss://")]
    public async Task Code_that_cannot_be_used_is_a_problem_of_the_plan(string source, string named)
    {
        await using var harness = await SessionHarness.StartAsync();

        var plan = await new ResultJob().PlanAsync(harness.Session, new() { SourceDir = source }, harness.Timeout);

        var problem = Assert.Single(plan.Problems);
        Assert.Equal("SourceDir", problem.Subject);
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hard_links_of_an_archive_are_files()
    {
        await using var harness = await SessionHarness.StartAsync();
        using var bytes = new MemoryStream();
        await using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        await using (var tar = new TarWriter(gzip))
        {
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, "./a.txt") { DataStream = new MemoryStream(Bytes("one")) }, harness.Timeout);
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.HardLink, "deep/b.txt") { LinkName = "./a.txt" }, harness.Timeout);
        }

        harness.Bucket.Put("code.tgz", bytes.ToArray());

        Assert.Equal(["./a.txt one", "./deep/b.txt one"], await RunAsync(harness, "oss://bucket/code.tgz", Show));
    }

    [Fact]
    public async Task An_archive_that_is_none_or_leads_elsewhere_makes_no_run()
    {
        await using var harness = await SessionHarness.StartAsync();
        harness.Bucket.Put("bad.tar.gz", Bytes("not an archive"));
        harness.Bucket.Put("cut.tar.gz", Archive(("a.txt", new string('x', 5000))).AsMemory(0, 40));
        harness.Bucket.Put("evil.tar.gz", Archive(("../../evil", "x")));
        harness.Bucket.Put("twice.tar.gz", Archive(("twice", "x"), ("twice/x", "y")));

        foreach (var name in (string[])["bad", "cut", "evil", "twice"])
        {
            var failure = await Assert.ThrowsAnyAsync<PaiException>(() => RunAsync(harness, $"oss://bucket/{name}.tar.gz", "true"));
            Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Directory.EnumerateDirectories(harness.Folder / "runs"), d => !Path.GetFileName(d).StartsWith('.'));
        HasNothingLeft(harness);
    }

    [Theory]
    [InlineData("replaced", false)]
    [InlineData("replaced", true)]
    [InlineData("new", false)]
    [InlineData("new", true)]
    [InlineData("gone", false)]
    [InlineData("gone", true)]
    public async Task Code_that_has_changed_since_the_plan_is_an_error(string change, bool isCached)
    {
        await using var harness = await SessionHarness.StartAsync();
        foreach (var key in (string[])["code/main.sh", "code/lib.sh"]) harness.Bucket.Put(key, Bytes("one"));
        if (isCached) await RunAsync(harness, "oss://bucket/code/", "true");
        var plan = await new ResultJob().PlanAsync(harness.Session, new() { SourceDir = "oss://bucket/code/" }, harness.Timeout);
        if (change == "gone") harness.Bucket.Delete("code/main.sh");
        else harness.Bucket.Put(change == "new" ? "code/new.sh" : "code/main.sh", Bytes("two"));

        var failure = await Assert.ThrowsAnyAsync<PaiException>(
            () => harness.Session.Backend.SubmitAsync(plan, cancellationToken: harness.Timeout));

        Assert.Contains("The code has changed", failure.Message, StringComparison.Ordinal);
        HasNothingLeft(harness);
    }
}

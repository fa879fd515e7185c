namespace Pai.Jobs.Emulator.Tests;

/// <summary>Downloads and uploads of a mount, without a job.</summary>
public sealed class MountFolderTests : IDisposable
{
    private static readonly MountLimits s_lenient = new(AreRefused: false, AllowsAppend: false);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-emulator-mount");
    private readonly Store _store = new(directory: null);
    private readonly Bucket _bucket;
    private readonly OssService _service;

    public MountFolderTests()
    {
        _bucket = _store.Create(new("acme", default, "private", "Standard", IsForeign: false));
        _service = new(_store, TimeProvider.System, "cn-hangzhou", LenientRanges: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_change_of_the_files_reaches_the_bucket(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 12; round++)
        {
            var objects = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            for (var i = random.Next(12); i > 0; i--) objects[Name(random)] = Bytes(random);
            foreach (var key in Keys()) _bucket.Delete(key);
            foreach (var (name, bytes) in objects) Put("p/" + name, bytes);
            Put("other/x", [1]);
            // A file cannot be where a folder is: the object stays as it is.
            var hidden = objects.Keys
                .Where(name => objects.Keys.Any(other => other.StartsWith(name + "/", StringComparison.Ordinal))).ToList();

            var path = Path.Combine(_folder.FullName, $"{seed}-{round}");
            var mount = new MountFolder(new("acme", "p/", "/out", IsWritable: true), path, _service);
            mount.Download(() => { });
            var files = Directory.GetFiles(path, "*", SearchOption.AllDirectories)
                .ToDictionary(file => file[(path.Length + 1)..], File.ReadAllBytes);
            Assert.Equal(objects.Keys.Except(hidden).Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
            Assert.All(files, file => Assert.Equal(objects[file.Key], file.Value));

            for (var i = random.Next(8); i > 0; i--) Change(path, files, random);
            Assert.Empty(mount.Upload(s_lenient));
            foreach (var name in hidden) files[name] = objects[name];
            Assert.Equal(files.Keys.Select(name => "p/" + name).Append("other/x").Order(StringComparer.Ordinal), Keys());
            Assert.All(files, file => Assert.Equal(file.Value, Read("p/" + file.Key)));
        }
    }

    [Fact]
    public void Keys_that_are_no_paths_are_left_alone()
    {
        string[] keys = ["p//a", "p/../up", "p/./b", "p/a//b", "p/c/..", "p/dir/", "p/" + new string('x', 300), "p/nul\0", "p/ok"];
        foreach (var key in keys) Put(key, [1]);
        var path = Path.Combine(_folder.FullName, "odd");
        var mount = new MountFolder(new("acme", "p/", "/out", IsWritable: true), path, _service);
        mount.Download(() => { });
        Assert.Equal(["dir", "ok"], Directory.GetFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Order());
        File.Delete(Path.Combine(path, "ok"));
        Assert.Empty(mount.Upload(s_lenient));
        Assert.Equal(keys.Length - 1, Keys().Count);
    }

    [Fact]
    public void A_read_only_mount_and_links_give_nothing_back()
    {
        Put("p/a", [1]);
        var path = Path.Combine(_folder.FullName, "links");
        var mount = new MountFolder(new("acme", "p/", "/in", IsWritable: false), path, _service);
        mount.Download(() => { });
        File.WriteAllText(Path.Combine(path, "new"), "x");
        Assert.Empty(mount.Upload(s_lenient));
        Assert.Equal(["p/a"], Keys());

        var secret = Path.Combine(_folder.FullName, "secret");
        Directory.CreateDirectory(secret);
        File.WriteAllText(Path.Combine(secret, "file"), "secret");
        mount = new(new("acme", "p/", "/out", IsWritable: true), path, _service);
        mount.Download(() => { });
        Directory.CreateSymbolicLink(Path.Combine(path, "folder"), secret);
        File.CreateSymbolicLink(Path.Combine(path, "link"), Path.Combine(secret, "file"));
        File.Delete(Path.Combine(path, "a"));
        File.CreateSymbolicLink(Path.Combine(path, "a"), Path.Combine(secret, "file"));
        Assert.Empty(mount.Upload(s_lenient));
        Assert.Equal(["p/a", "p/new"], Keys());
        Assert.Equal([1], Read("p/a"));
        var problems = mount.Upload(new(AreRefused: true, AllowsAppend: true));
        Assert.Equal(3, problems.Count(problem => problem.Contains("symbolic link", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Change(string path, Dictionary<string, byte[]> files, Random random)
    {
        var name = files.Count > 0 && random.Next(3) > 0 ? files.Keys.ElementAt(random.Next(files.Count)) : Name(random);
        var file = Path.Combine(path, name);
        if (files.ContainsKey(name) && random.Next(3) == 0)
        {
            File.Delete(file);
            files.Remove(name);
            return;
        }

        // Some names are those of folders, or lead through files.
        if (Directory.Exists(file) || files.Keys.Any(other => name.StartsWith(other + "/", StringComparison.Ordinal))) return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var bytes = files.TryGetValue(name, out var old) && random.Next(2) == 0 ? [.. old, .. Bytes(random)] : Bytes(random);
        File.WriteAllBytes(file, bytes);
        files[name] = bytes;
    }

    private static string Name(Random random) =>
        string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => "abc 中"[random.Next(5)].ToString().Trim() + random.Next(2)));

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(4) == 0 ? random.Next(300_000) : random.Next(3)];
        random.NextBytes(bytes);
        return bytes;
    }

    private void Put(string key, byte[] bytes) => new ObjectOperations(_service).Store(
        _bucket, key, Intake.Store(bytes, _store), ObjectHeaders.Empty, new Dictionary<string, string>(), forbidOverwrite: false);

    private List<string> Keys() => _bucket.Read("", inclusive: true, found => found.Select(one => one.Key).ToList());

    private byte[] Read(string key)
    {
        var found = _bucket.Find(key)!;
        var bytes = new byte[found.Length];
        for (var done = 0; done < bytes.Length;)
        {
            var read = found.Pieces.Read(done, bytes.AsMemory(done));
            read.CopyTo(bytes.AsMemory(done));
            done += read.Length;
        }

        return bytes;
    }
}

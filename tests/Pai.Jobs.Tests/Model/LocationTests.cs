namespace Pai.Jobs.Tests;

public class LocationTests
{
    [Theory]
    [InlineData("oss://bucket/key", typeof(OssUri))]
    [InlineData("OSS://bucket/key", typeof(OssUri))]
    [InlineData("file:///data/x/", typeof(LocalPath))]
    [InlineData("FILE:///data/x/", typeof(LocalPath))]
    [InlineData("nas://fs.cn-hangzhou/path", typeof(NasUri))]
    [InlineData("cpfs://cpfs-1.cn-hangzhou/ptc-1/exp-1/", typeof(CpfsUri))]
    [InlineData("bmcpfs://cpfs-1-vpc-2.cn-wulanchabu.cpfs.aliyuncs.com/x", typeof(CpfsUri))]
    [InlineData("d-a1b2c3", typeof(DatasetId))]
    [InlineData("./d-a1b2c3", typeof(LocalPath))]
    [InlineData("d-A1", typeof(LocalPath))]
    [InlineData("data/part 1", typeof(LocalPath))]
    [InlineData("/abs/path", typeof(LocalPath))]
    [InlineData("C:/data", typeof(LocalPath))]
    public void The_scheme_tells_the_kind(string text, Type kind) => Assert.IsType(kind, DataLocation.Parse(text), exactMatch: true);

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("~/data")]
    [InlineData("a\0b")]
    [InlineData("odps://project/tables/t")]
    [InlineData("https://example.com/x")]
    [InlineData("oss:/bucket/key")]
    [InlineData("NAS:host/path")]
    [InlineData("oss://")]
    [InlineData("oss://ab/key")]
    [InlineData("oss://Bucket/key")]
    [InlineData("oss://-bucket/key")]
    [InlineData("oss://bucket//key")]
    [InlineData("oss://bucket/a/../b")]
    [InlineData("oss://bucket/./b")]
    [InlineData("oss://bucket/a\nb")]
    [InlineData("oss://bucket.endpoint/key")]
    [InlineData("oss://bucket/key?endpoint=oss-cn-hangzhou.aliyuncs.com")]
    [InlineData("file://host/x")]
    [InlineData("file:relative")]
    [InlineData("nas:///x")]
    [InlineData("nas://nodots/x")]
    [InlineData("cpfs://a b.c/x")]
    public void What_is_no_location_is_refused_with_its_text_and_a_reason(string text)
    {
        Assert.False(DataLocation.TryParse(text, out var uri, out var problem));
        Assert.Null(uri);
        Assert.True(problem.Length > 15, problem);
        Assert.Equal(problem, Assert.Throws<FormatException>(() => DataLocation.Parse(text)).Message);
    }

    [Fact]
    public void Null_is_no_location_but_a_null_text_is_a_null_location()
    {
        Assert.False(DataLocation.TryParse(null, out _));
        Assert.False(OssUri.TryParse(null, out _));
        Assert.False(LocalPath.TryParse(null, out _));
        DataLocation? none = (string?)null;
        Assert.Null(none);
    }

    [Theory]
    [InlineData("oss://bucket", "bucket", null, "")]
    [InlineData("oss://bucket/", "bucket", null, "")]
    [InlineData("oss://bucket/a/b.txt", "bucket", null, "a/b.txt")]
    [InlineData("oss://bucket.oss-cn-hangzhou-internal.aliyuncs.com/a/", "bucket", "oss-cn-hangzhou-internal.aliyuncs.com", "a/")]
    [InlineData("oss://bucket/a%20b?c#d&e=f+g", "bucket", null, "a%20b?c#d&e=f+g")]
    [InlineData("oss://bucket/a//b", "bucket", null, "a//b")]
    [InlineData("oss://bucket/日本 語", "bucket", null, "日本 語")]
    public void A_key_is_raw_text(string text, string bucket, string? endpoint, string key)
    {
        var uri = OssUri.Parse(text);
        Assert.Equal((bucket, endpoint, key), (uri.Bucket, uri.Endpoint, uri.Key));
        Assert.Null(uri.FilePath);
        Assert.Equal(uri, OssUri.Parse(uri.ToString()));
    }

    [Fact]
    public void A_key_has_at_most_1023_bytes()
    {
        Assert.True(OssUri.TryParse("oss://bucket/" + new string('a', 1023), out _));
        Assert.False(OssUri.TryParse("oss://bucket/" + new string('é', 512), out _, out var problem));
        Assert.Contains("1023", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Equality_is_by_text_and_kind()
    {
        DataLocation one = "oss://bucket/a", same = OssUri.Parse("oss://bucket/a"), other = "oss://bucket/A";
        Assert.True(one == same && one.Equals((object)same) && one.GetHashCode() == same.GetHashCode());
        Assert.True(one != other && one != null && null == (DataLocation?)null);
        Assert.NotEqual<DataLocation>(LocalPath.Parse("./d-a1"), DatasetId.Parse("d-a1"));
        // Where it is mounted is not what it is.
        Assert.Equal(one, one.WithFilePath("/mnt/x"));
    }

    [Theory]
    [InlineData("oss://bucket", "a", "oss://bucket/a")]
    [InlineData("oss://bucket/x", "a/b/", "oss://bucket/x/a/b/")]
    [InlineData("oss://bucket/x/", "a b?", "oss://bucket/x/a b?")]
    public void Joining_adds_a_relative_path(string folder, string path, string joined) =>
        Assert.Equal(joined, (OssUri.Parse(folder) / path).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("oss://other/b")]
    public void Joining_refuses_what_leads_elsewhere(string path)
    {
        Assert.Throws<ArgumentException>(() => OssUri.Parse("oss://bucket/x/") / path);
        Assert.Throws<ArgumentException>(() => NasUri.Parse("nas://fs.cn-hangzhou/x/") / path);
        Assert.Throws<ArgumentException>(() => CpfsUri.Parse("cpfs://fs.cn-hangzhou/x/") / path);
    }

    [Fact]
    public void A_file_system_path_is_a_folder()
    {
        var nas = NasUri.Parse("nas://fs-a.cn-hangzhou.nas.aliyuncs.com/data");
        Assert.Equal(("fs-a.cn-hangzhou.nas.aliyuncs.com", "/data/"), (nas.Host, nas.Path));
        Assert.Equal("nas://fs-a.cn-hangzhou.nas.aliyuncs.com/data/sub/", (nas / "sub").ToString());
        Assert.Equal("/", CpfsUri.Parse("cpfs://fs.cn-hangzhou").Path);
    }

    [Fact]
    public void A_file_URI_has_the_path_and_keeps_odd_characters()
    {
        var path = LocalPath.Parse("file:///data/my file #1?%20/");
        Assert.Equal("/data/my file #1?%20/", path.FilePath);
        Assert.Equal(path, LocalPath.Parse(path.ToString()));
        Assert.Equal("/data/my file #1?%20/x", (path / "x").FilePath);
        Assert.False(OssUri.TryParse("file:///data/x", out _, out var problem));
        Assert.Contains("DataLocation", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_path_keeps_its_text_and_knows_its_full_path()
    {
        var path = LocalPath.Parse("data/x");
        Assert.Equal("data/x", path.ToString());
        Assert.Equal(Path.GetFullPath("data/x"), path.FullPath);
        Assert.Equal("data/x/y", (path / "y").ToString());
        Assert.Throws<ArgumentException>(() => path / "/etc");
    }

    [Fact]
    public void What_is_written_is_read_back_for_thousands_of_keys()
    {
        var random = new Random(7);
        const string Characters = "abcXYZ019-_. ?#%&=+~!@$^*()[]{}|;:'\",<>é日/";
        for (var i = 0; i < 5000; i++)
        {
            var key = new string([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => Characters[random.Next(Characters.Length)])]);
            if (!OssUri.TryParse("oss://bucket/" + key, out var uri)) continue;
            Assert.Equal(key, uri.Key);
            Assert.Equal(uri, OssUri.Parse(uri.ToString()));
            Assert.Equal(uri, DataLocation.Parse(uri.ToString()));
        }
    }

    [Fact]
    public void Interfaces_of_the_framework_parse_too()
    {
        Assert.Equal("oss://bucket/a", Parse<OssUri>("oss://bucket/a").ToString());
        Assert.Equal("d-a1", Parse<DatasetId>("d-a1").ToString());
        Assert.Equal("d-a1", Parse<DataLocation>("d-a1").ToString());
        Assert.Throws<FormatException>(() => Parse<NasUri>("oss://bucket/a"));
        Assert.Throws<FormatException>(() => Parse<CpfsUri>("nas://a.b/c"));

        static T Parse<T>(string text)
            where T : IParsable<T> => T.Parse(text, null);
    }
}

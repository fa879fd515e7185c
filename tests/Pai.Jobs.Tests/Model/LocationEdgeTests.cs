namespace Pai.Jobs.Tests;

public class LocationEdgeTests
{
    [Theory]
    [InlineData("/x:data/a")]
    [InlineData("/data/a%20b")]
    [InlineData("/data/日本/")]
    public void A_file_URI_is_its_path_and_nothing_in_it_is_decoded(string path)
    {
        var location = LocalPath.Parse("file://" + path);
        Assert.Equal((path, path, path), (location.ToString(), location.FullPath, location.FilePath));
        Assert.Equal<DataLocation>(location, DataLocation.Parse("file://" + path));
        Assert.Equal(location, LocalPath.Parse(location.ToString()));
    }

    [Fact]
    public void A_backslash_in_a_name_stays_one_where_it_is_no_separator()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = LocalPath.Parse("file:///data/a\\b");
        Assert.Equal("/data/a\\b", LocalPath.Parse(path.ToString()).FilePath);
        Assert.NotEqual(LocalPath.Parse("/data/a/b"), path);
    }

    [Fact]
    public void A_path_that_looks_like_a_dataset_is_still_a_path_when_read_back()
    {
        LocalPath path = "d-a1b2";
        Assert.Equal(path, DataLocation.Parse(path.ToString()));
        Assert.Equal(Path.GetFullPath("d-a1b2"), path.FullPath);
    }

    [Fact]
    public void A_key_that_is_no_valid_Unicode_is_refused_even_beside_a_replacement_character() =>
        Assert.False(OssUri.TryParse("oss://bucket/\uFFFD\uD800", out _));
}

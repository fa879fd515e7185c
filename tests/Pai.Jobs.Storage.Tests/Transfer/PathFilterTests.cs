using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class PathFilterTests
{
    [Theory]
    [InlineData("*.csv", "a.csv", true)]
    [InlineData("*.csv", "x/y/a.csv", true)]
    [InlineData("*.csv", "a.csv/b", false)]
    [InlineData("logs/*.txt", "logs/a.txt", true)]
    [InlineData("logs/*.txt", "x/logs/a.txt", false)]
    [InlineData("/logs/*.txt", "logs/a.txt", true)]
    [InlineData("logs/", "logs/x/y", true)]
    [InlineData("logs/", "x/logs/y", true)]
    [InlineData("logs/", "logs", false)]
    [InlineData("a/logs/", "a/logs/y", true)]
    [InlineData("a/logs/", "b/a/logs/y", false)]
    [InlineData("**", ".hidden", true)]
    [InlineData("**/x", "a/b/x", true)]
    [InlineData("[ab]?", "x/b1", true)]
    public void A_pattern_matches_as_documented(string pattern, string path, bool expected)
    {
        Assert.Equal(expected, new PathFilter([pattern], []).Takes(path));
        Assert.Equal(!expected, new PathFilter([], [pattern]).Takes(path));
    }

    [Fact]
    public void Exclude_wins() => Assert.False(new PathFilter(["*.csv"], ["tmp/"]).Takes("tmp/a.csv"));

    [Theory]
    [InlineData("")]
    [InlineData("[a")]
    [InlineData("a\\")]
    public void A_pattern_that_can_match_nothing_is_an_error(string pattern) =>
        Assert.Throws<ArgumentException>(() => new PathFilter([], [pattern]));
}

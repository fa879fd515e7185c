using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class LocalNamesTests
{
    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/x")]
    [InlineData("c:x")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData(".")]
    [InlineData("a//")]
    [InlineData("a\0b")]
    [InlineData("x/.pai-0123456789abcdef0123.part")]
    [InlineData(".PAI-0123456789ABCDEF0123.json")]
    public void A_name_that_no_disk_may_get_is_refused(string name)
    {
        Assert.NotNull(LocalNames.ProblemOf(name, 1, isWindows: false));
        Assert.NotNull(LocalNames.ProblemOf(name, 1, isWindows: true));
    }

    [Theory]
    [InlineData("con")]
    [InlineData("a/NUL.txt")]
    [InlineData("aux.tar.gz")]
    [InlineData("com1")]
    [InlineData("LPT\u00b2.x")]
    [InlineData("a\\b")]
    [InlineData("a/..\\..\\b")]
    [InlineData("a:b")]
    [InlineData("a.")]
    [InlineData("a /b")]
    [InlineData("a\u0001")]
    [InlineData("what?")]
    public void A_name_that_windows_takes_for_another_is_refused_there_only(string name)
    {
        Assert.NotNull(LocalNames.ProblemOf(name, 1, isWindows: true));
        if (name[1] != ':') Assert.Null(LocalNames.ProblemOf(name, 1, isWindows: false));
    }

    [Theory]
    [InlineData("a")]
    [InlineData(".hidden/.x")]
    [InlineData("a/b..c/...")]
    [InlineData("conx")]
    [InlineData("com")]
    [InlineData("%2e%2e/x")]
    [InlineData("\u4e2d/e\u0301")]
    public void Other_names_are_taken(string name)
    {
        Assert.Null(LocalNames.ProblemOf(name, 1, isWindows: false));
        if (!name.EndsWith('.')) Assert.Null(LocalNames.ProblemOf(name, 1, isWindows: true));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() => Assert.NotNull(LocalNames.ProblemOf("a\ud800b", 1, isWindows: false));

    [Fact]
    public void A_folder_is_taken_without_bytes_and_refused_with_some()
    {
        Assert.Null(LocalNames.ProblemOf("x/", 0, isWindows: true));
        Assert.Contains("7 bytes", LocalNames.ProblemOf("x/", 7, isWindows: false), StringComparison.Ordinal);
    }

    [Fact]
    public void The_length_of_a_segment_is_counted_in_bytes()
    {
        Assert.Null(LocalNames.ProblemOf(new string('a', 255), 1, isWindows: false));
        Assert.NotNull(LocalNames.ProblemOf(new string('a', 256), 1, isWindows: false));
        Assert.Null(LocalNames.ProblemOf(new string('\u4e2d', 85), 1, isWindows: false));
        Assert.NotNull(LocalNames.ProblemOf("x/" + new string('\u4e2d', 86) + "/y", 1, isWindows: false));
    }

    [Fact]
    public void A_file_beside_a_folder_of_its_name_is_refused_in_any_order()
    {
        string[] names = ["a", "a-b", "a/b", "c/d/e", "c/d", "f/"];
        foreach (var order in (string[][])[names, [.. names.Reverse()]])
        {
            var set = SetOf(order, isCaseInsensitive: false);

            Assert.Equal(["a", "c/d"], order.Where(n => set.ProblemOf(n) is not null).Order());
        }
    }

    [Fact]
    public void Names_that_differ_in_case_are_refused_only_where_the_disk_takes_them_for_one()
    {
        string[] names = ["A/x", "a/y", "b", "B", "c/d", "C", "e"];

        Assert.All(names, n => Assert.Null(SetOf(names, isCaseInsensitive: false).ProblemOf(n)));
        var set = SetOf(names, isCaseInsensitive: true);
        Assert.Equal(["a/y", "B", "C"], names.Where(n => set.ProblemOf(n) is not null));
    }

    [Fact]
    public void A_problem_names_the_other_one() =>
        Assert.Contains("\"Readme\"", SetOf(["Readme", "README"], isCaseInsensitive: true).ProblemOf("README"), StringComparison.Ordinal);

    private static LocalNameSet SetOf(IEnumerable<string> names, bool isCaseInsensitive)
    {
        var set = new LocalNameSet(isCaseInsensitive);
        foreach (var name in names) set.Add(name);
        return set;
    }
}

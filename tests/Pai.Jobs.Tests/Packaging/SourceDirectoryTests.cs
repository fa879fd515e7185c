namespace Pai.Jobs.Tests;

public sealed class SourceDirectoryTests
{
    [Fact]
    public void No_source_is_no_problem() => Assert.Equal((null, ""), Find(null));

    [Fact]
    public void A_relative_path_is_looked_for_beside_the_program()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "source-" + Guid.NewGuid().ToString("N")));
        try
        {
            Assert.Equal((folder.FullName, ""), Find(folder.Name));
            Assert.Equal((folder.FullName, ""), Find(folder.Name + "/"));
        }
        finally
        {
            folder.Delete();
        }
    }

    [Fact]
    public void An_absolute_path_and_a_single_file_are_found()
    {
        using var tree = new TempTree();
        tree.Add("main.py");
        Assert.Equal((tree.Root, ""), Find(tree.Root));
        Assert.Equal((tree.In("main.py"), ""), Find(tree.In("main.py")));
    }

    [Fact]
    public void A_missing_folder_names_the_nearest_one()
    {
        using var tree = new TempTree();
        tree.Add("code_dir/");
        var (found, problem) = Find(tree.In("cod_dir"));
        Assert.Null(found);
        Assert.Contains($"There is {tree.In("code_dir")}.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a\0b", "NUL")]
    [InlineData("https://host/code/", "neither on this machine nor on OSS")]
    [InlineData("oss://Bucket!/code/", "Bucket!")]
    public void What_cannot_be_a_folder_is_refused(string path, string reason)
    {
        var (found, problem) = Find(path);
        Assert.Null(found);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_location_on_OSS_is_one()
    {
        var problems = new List<JobProblem>();
        Assert.Equal((null, OssUri.Parse("oss://bucket/code/")), JobSource.FindFolder("oss://bucket/code/", problems));
        Assert.Empty(problems);
    }

    private static (string? Found, string Problem) Find(string? path)
    {
        var problems = new List<JobProblem>();
        var (found, uri) = JobSource.FindFolder(path, problems);
        Assert.Null(uri);
        return (found, string.Concat(problems.Select(p => p.ToString())));
    }
}

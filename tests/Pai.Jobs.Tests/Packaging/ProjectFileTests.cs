namespace Pai.Jobs.Tests;

public sealed class ProjectFileTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void No_project_is_no_problem() => Assert.Equal((null, ""), Find(null));

    [Theory]
    [InlineData(".", "app/App.csproj")]
    [InlineData("App.csproj", "app/App.csproj")]
    [InlineData("../worker", "worker/Worker.fsproj")]
    [InlineData("../worker/Worker.fsproj", "worker/Worker.fsproj")]
    public void A_path_begins_at_the_project_of_the_record(string path, string expected)
    {
        _tree.Add("app/App.csproj");
        _tree.Add("app/App.cs");
        _tree.Add("worker/Worker.fsproj");

        Assert.Equal((_tree.In(expected), ""), Find(path, _tree.In("app")));
    }

    [Fact]
    public void Where_the_project_of_the_record_is_not_there_the_path_begins_beside_the_program()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "project-" + Guid.NewGuid().ToString("N")));
        try
        {
            var file = Path.Combine(folder.FullName, "a.csproj");
            File.WriteAllText(file, "");

            Assert.Equal((file, ""), Find(folder.Name, "/nowhere/at/all"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_source_that_was_not_deployed_says_so_with_each_place_and_the_way_out()
    {
        var (found, problem) = Find("../Worker", "/nowhere/App");

        Assert.Null(found);
        Assert.Contains("/nowhere/Worker", problem, StringComparison.Ordinal);
        Assert.Contains(Path.GetFullPath("../Worker", AppContext.BaseDirectory), problem, StringComparison.Ordinal);
        Assert.EndsWith(
            "Where it is not, publish the project when the program is built, and set SourceDir to that folder.", problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_projects_one_is_to_be_named()
    {
        _tree.Add("B.csproj");
        _tree.Add("A.csproj");

        Assert.Equal(
            (null, $"\"{_tree.Root}\" has several projects: A.csproj, B.csproj. Name one."), Find(_tree.Root));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a\0b", "has a NUL character")]
    [InlineData("oss://bucket/worker/", "SourceDir takes an oss:// location")]
    [InlineData("App.sln", "which is not a project")]
    public void Another_thing_is_a_problem(string path, string problem)
    {
        _tree.Add("App.sln");

        var found = Find(path, _tree.Root);

        Assert.Null(found.Path);
        Assert.Contains(problem, found.Problem, StringComparison.Ordinal);
    }

    private static (string? Path, string Problem) Find(string? project, string? folder = null)
    {
        var problems = new List<JobProblem>();
        var found = ProjectFile.Find(project, folder, problems);
        Assert.All(problems, p => Assert.Equal("SourceProject", p.Subject));
        return (found, string.Join("; ", problems.Select(p => p.Message)));
    }
}

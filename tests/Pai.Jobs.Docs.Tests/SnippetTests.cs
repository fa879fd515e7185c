using Pai.Jobs.Docs.Tests.Running;

namespace Pai.Jobs.Docs.Tests;

/// <summary>The C# code of the pages compiles with what the generator adds, and runs.</summary>
public class SnippetTests
{
    /// <summary>The longest time of a block; only one that hangs takes as long.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Pages => new(Snippet.All(Repository.Root).Select(s => s.Page).Distinct());

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_code_of_a_page_compiles(string page)
    {
        var problems = new List<string>();
        foreach (var snippet in Snippet.All(Repository.Root).Where(s => s.Page == page))
        {
            problems.AddRange(SnippetCompiler.ErrorsOf(snippet)
                .Select(d => $"{snippet}: {d.GetMessage()} [{d.Id}] {d.Location.GetMappedLineSpan()}"));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_mistake_is_found_with_its_line()
    {
        var problem = Assert.Single(
            SnippetCompiler.ErrorsOf(new("page.md", 7, "await job.RunAsync(session);\nawait job.RunAsyn(session);\n")));

        Assert.Equal(("CS1061", 8), (problem.Id, problem.Location.GetMappedLineSpan().StartLinePosition.Line + 1));
    }

    [Fact]
    public void Each_row_of_the_tables_is_about_a_block() => Assert.Empty(Snippet.DeadRows([.. Snippet.All(Repository.Root)]));

    [Fact]
    [Trait("Kind", "Exhaustive")]
    public Task The_code_of_pages_runs() => RunAsync(page => !page.Any(s => s.NeedsDlc));

    /// <summary>The emulator runs the jobs.</summary>
    [NamespaceFact]
    [Trait("Kind", "Exhaustive")]
    public Task The_code_of_pages_about_the_cloud_runs() => RunAsync(page => page.Any(s => s.NeedsDlc));

    [Fact]
    public async Task What_goes_wrong_is_found_with_its_line()
    {
        Snippet[] page =
        [
            new("page.md", 7, "await Task.Yield();\nthrow new InvalidOperationException(\"no\");\n"),
            new("page.md", 20, "_ = session.Settings;\n"),
            new("page.md", 30, "return 3;\n"),
            new("page.md", 40, "Environment.Exit(4);\n"),
        ];

        var problems = await PageRun.RunAsync(page, s_limit);

        Assert.Collection(
            problems.SkipLast(1),
            p => Assert.StartsWith("page.md:7: line 8: System.InvalidOperationException: no", p, StringComparison.Ordinal),
            p => Assert.StartsWith("page.md:30: System.InvalidOperationException: The exit code is 3.", p, StringComparison.Ordinal),
            p => Assert.Equal("page.md:40: did not run to its end: the process ended with 4.", p));
    }

    [Fact]
    public async Task Code_that_hangs_is_ended()
    {
        var problems = await PageRun.RunAsync(
            [new("page.md", 7, "await Task.Delay(Timeout.Infinite);\n")], TimeSpan.FromMilliseconds(100));

        Assert.Equal("page.md:7: did not end within 00:00:00.1000000.", problems[0]);
    }

    private static async Task RunAsync(Func<IEnumerable<Snippet>, bool> isWanted)
    {
        var pages = Snippet.All(Repository.Root).GroupBy(s => s.Page).Where(isWanted).ToList();
        var problems = new List<string>();
        await Parallel.ForEachAsync(pages, async (page, _) =>
        {
            var found = await PageRun.RunAsync([.. page], s_limit);
            lock (problems) problems.AddRange(found);
        });

        Assert.NotEmpty(pages);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }
}

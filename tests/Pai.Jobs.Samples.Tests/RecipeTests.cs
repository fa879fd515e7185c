namespace Pai.Jobs.Samples.Tests;

/// <summary>The code of docs/recipes.md and docs/from-python.md.</summary>
[Trait("Kind", "Exhaustive")]
public class RecipeTests
{
    private static readonly string[] s_recipes = ["exec", SampleHome.Program("Recipes")];

    [Fact]
    public async Task A_sweep_goes_on_where_it_was()
    {
        await using var home = new SampleHome();

        var first = await RunAsync(home, 1, "sweep", "ledger", "12");
        var again = await RunAsync(home, 1, "sweep", "ledger", "12");

        Assert.Equal("11 succeeded, 1 failed\nfailed: rate 1, depth 9\nbest: rate 0, depth 2, loss 0.99\n", first);
        Assert.Equal(first, again);
        Assert.Equal(12, Directory.GetDirectories(home.Environment["PAI_JOBS_RUNS_DIR"], "local-*").Length);
    }

    [Fact]
    public async Task A_pipeline_hands_outputs_on()
    {
        await using var home = new SampleHome();
        home.Write("a.txt", "one two two\nThree three THREE");

        var report = await RunAsync(home, 0, "pipeline", "a.txt");

        Assert.Matches(@"^\s*3 three\s+2 two\s+1 one\n$", report);
    }

    [Fact]
    public async Task Each_file_of_a_folder_has_a_job()
    {
        await using var home = new SampleHome();
        home.Write("in/a.txt", "12345");
        home.Write("in/b.txt", "1");

        Assert.Equal("a.txt: 5 bytes\nb.txt: 1 bytes\n", await RunAsync(home, 0, "files", "in"));
    }

    [Fact]
    public async Task A_nightly_job_runs_once()
    {
        await using var home = new SampleHome();

        await RunAsync(home, 0, "nightly", "2026-11-28");
        await RunAsync(home, 0, "nightly", "2026-11-28");

        Assert.Single(Directory.GetDirectories(home.Environment["PAI_JOBS_RUNS_DIR"], "local-*"));
    }

    [NamespaceFact]
    public async Task The_same_programs_run_on_pai()
    {
        await using var home = await SampleHome.WithEmulatorAsync();
        home.Emulator.Bucket("bucket").Put("corpus/a.txt", "one two three"u8.ToArray());
        home.Emulator.Bucket("bucket").Put("corpus/b.txt", "four"u8.ToArray());

        var files = await RunAsync(home, 0, "files", "oss://bucket/corpus/");
        var tokens = await RunAsync(home, 0, "tokenize", "oss://bucket/corpus/", "oss://bucket/tokens/");

        Assert.Equal("a.txt: 13 bytes\nb.txt: 4 bytes\n", files);
        Assert.Contains("a.txt: 3 tokens, interval 500", tokens, StringComparison.Ordinal);
        Assert.EndsWith("oss://bucket/tokens/\n", tokens, StringComparison.Ordinal);
        Assert.Equal("one\ntwo\nthree"u8.ToArray(), home.Emulator.Bucket("bucket").Read("tokens/a.txt"));
    }

    private static Task<string> RunAsync(SampleHome home, int exitCode, params string[] arguments) =>
        home.RunAsync(exitCode, "dotnet", [.. s_recipes, .. arguments]);
}

using System.Text.RegularExpressions;

namespace Pai.Jobs.Package.Tests;

/// <summary>The project of docs/first-project.md, made of what stands there.</summary>
[Collection(PackageCollection.Name)]
public partial class FirstProjectTests(PackedPackage package)
{
    [Fact]
    public async Task The_project_of_the_page_builds_without_warnings_and_runs_from_another_folder()
    {
        var consumer = new Consumer(package);
        var page = File.ReadAllText(Path.Combine(PackedPackage.Repository, "docs/first-project.md"));
        foreach (Match file in NewFile().Matches(page)) consumer.With(file.Groups["name"].Value, file.Groups["content"].Value);
        consumer.With("elsewhere/text.txt", "b a b c B a\n");

        var build = await consumer.DotNetAsync("build");
        Assert.Contains("0 Warning(s)", build.Text, StringComparison.Ordinal);
        var program = Directory.EnumerateFiles(consumer["bin"], "WordCount.dll", SearchOption.AllDirectories).Single();
        var run = await CommandLine.RunAsync(
            consumer["elsewhere"], "dotnet", [program, "text.txt"], [("PAI_JOBS_RUNS_DIR", Path.Combine(package.Folder, "runs"))]);

        Assert.Contains("wrote 3 words", run.Text, StringComparison.Ordinal);
        Assert.Contains("Ctrl+C stops the job.", run.Text, StringComparison.Ordinal);
        Assert.Matches(@"3 b\s+2 a\s+1 c", run.Text);
    }

    [GeneratedRegex(@"<!-- new file: (?<name>.*?) -->\n```\w*\n(?<content>.*?)```", RegexOptions.Singleline)]
    private static partial Regex NewFile();
}

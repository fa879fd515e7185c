using System.Text.RegularExpressions;

namespace Pai.Jobs.Package.Tests;

/// <summary>
/// The page docs/file-based-apps.md, made of what stands there: a program that is one file, and the tool without installing it.
/// </summary>
[Collection(PackageCollection.Name)]
public partial class FileBasedAppTests(PackedPackage package)
{
    [Fact]
    public async Task The_file_of_the_page_runs_as_it_stands()
    {
        var page = File.ReadAllText(Path.Combine(PackedPackage.Repository, "docs/file-based-apps.md"));
        var file = NewFile().Match(page);
        var consumer = new Consumer(package).With(file.Groups["name"].Value, file.Groups["content"].Value);

        var run = await consumer.DotNetAsync("run", file.Groups["name"].Value, "--", "world");

        Assert.Contains("hello world\n", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_runs_without_being_installed()
    {
        await package.PackToolAsync("tools");
        var consumer = new Consumer(package);

        var run = await consumer.DotNetAsync(
            [("HOME", consumer.Folder), ("DOTNET_CLI_HOME", consumer.Folder)],
            "tool", "exec", "Pai.Jobs.Cli@0.1.0", "--yes", "--add-source", Path.Combine(package.Folder, "tools"),
            "--", "explain", "PAI2003");

        Assert.Contains("# PAI2003: Invalid image reference", run.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<!-- new file: (?<name>.*?) -->\n```\w*\n(?<content>.*?)```", RegexOptions.Singleline)]
    private static partial Regex NewFile();
}

using System.Text.RegularExpressions;

namespace Pai.Jobs.Package.Tests;

/// <summary>The pages of the repository: code that a page takes from a file is that file's, and links lead somewhere.</summary>
public partial class DocumentTests
{
    public static TheoryData<string> Pages => new(
        new[] { "README.md", "CHANGELOG.md", "SECURITY.md" }
            .Concat(Directory.EnumerateFiles(Path.Combine(PackedPackage.Repository, "docs"), "*.md", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(PackedPackage.Repository, f)))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_that_names_a_file_is_that_of_the_file(string page)
    {
        foreach (Match block in CodeOfFile().Matches(Read(page)))
        {
            var file = block.Groups["name"].Value;
            Assert.True(
                Read(file).Trim() == block.Groups["code"].Value.Trim(), $"{page}: the code below \"file: {file}\" differs from that file.");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_to_files_lead_to_files(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(PackedPackage.Repository, page))!;
        var broken = Link().Matches(Read(page)).Select(m => m.Groups["target"].Value).Where(t => !Path.Exists(Path.Combine(folder, t)));
        Assert.Empty(broken);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(PackedPackage.Repository, file));

    [GeneratedRegex(@"<!-- file: (?<name>.*?) -->\n```\w*\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeOfFile();

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)#\s]+)")]
    private static partial Regex Link();
}

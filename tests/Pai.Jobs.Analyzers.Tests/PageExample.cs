using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>The code under "Before" or "After" on the page of a rule, with what the project has beside it: blocks of
/// <c>editorconfig</c>, <c>catalog</c>, <c>prices</c>, <c>files</c> (the job's source files, one a line) and <c>generated</c> (what
/// another generator adds).</summary>
internal sealed partial record PageExample(string Code, ProjectOptions Options)
{
    public static PageExample Read(string page, string heading)
    {
        var start = page.IndexOf($"\n## {heading}\n", StringComparison.Ordinal) + 1;
        var end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
        var blocks = Block().Matches(page[start..end]).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        return new(blocks["csharp"], new(
            blocks.GetValueOrDefault("editorconfig", ""), blocks.GetValueOrDefault("catalog"),
            [.. blocks.GetValueOrDefault("files", "").Split('\n', StringSplitOptions.RemoveEmptyEntries)])
        {
            Prices = blocks.GetValueOrDefault("prices"),
            Generated = blocks.GetValueOrDefault("generated"),
        });
    }

    [GeneratedRegex("```([a-z]+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}

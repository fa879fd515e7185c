using System.Text.RegularExpressions;

namespace Pai.Jobs.Docs.Tests;

/// <summary>A block of C# code of a page.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Line">The line of its first line.</param>
/// <param name="Code">The code.</param>
public sealed partial record Snippet(string Page, int Line, string Code)
{
    /// <summary>Blocks that are a part of something: it is put around them, by the beginning of the block.</summary>
    private static readonly (string Start, string Before, string After)[] s_parts =
    [
        ("[Input] public required OssUri Corpus", "[ProcessingJob(\"x\", InstanceType = \"local\")] sealed partial record R {", "}"),
        ("[Parameter, Range(0, 10)]", "[ProcessingJob(\"x\", InstanceType = \"local\")] sealed partial record R {", "}"),
        ("[ProcessingJob(\"python main.py\",\n    Image", "", "sealed partial record R;"),
        ("Retry = new() {", "_ = new RunOptions {", "};"),
        ("catch (JobFailedException e)", "try { } ", "{ }"),
    ];

    /// <summary>Blocks of generated code, which snapshots of the generator have.</summary>
    private static readonly string[] s_generated = [".Parameter(\"max_retry\"", "Retry = new RetryAttribute()"];

    /// <summary>
    /// All blocks of the pages but those that a file has (they are its text) and those of the rules (their tests compile them).
    /// </summary>
    public static IEnumerable<Snippet> All(string repository)
    {
        var pages = Directory.EnumerateFiles(Path.Combine(repository, "docs"), "*.md").Append(Path.Combine(repository, "README.md"));
        foreach (var page in pages.Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(page).ReplaceLineEndings("\n");
            foreach (Match block in Block().Matches(text))
            {
                var code = block.Groups["code"];
                if (!block.Groups["file"].Success && !Array.Exists(s_generated, s => code.Value.StartsWith(s, StringComparison.Ordinal)))
                    yield return new(Path.GetRelativePath(repository, page), text[..code.Index].Count(c => c == '\n') + 1, code.Value);
            }
        }
    }

    /// <summary>The block as a file: the lines are those of the page.</summary>
    public string ToFile()
    {
        var (_, before, after) = Array.Find(s_parts, p => Code.StartsWith(p.Start, StringComparison.Ordinal));
        // A directive of a program of one file; "…" stands for the reader's own code.
        var code = Code.StartsWith("#:", StringComparison.Ordinal) ? "//" + Code : Code;
        return $"{before}\n#line {Line} \"{Page}\"\n{code.Replace("=> …", "=> Task.CompletedTask", StringComparison.Ordinal)}{after}\n";
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Page}:{Line}";

    [GeneratedRegex(@"(?<file><!-- file: [^\n]* -->\n)?^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}

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
        (
            ".Parameter(\"max_retry\"",
            """
            using PJ = global::Pai.Jobs;
            _ = new Row().ToValues();
            sealed class Row
            {
                int MaxRetry = 5; string Mode = "a"; int[] Layers = [64];
                public JobValues ToValues() => new JobValues(new JobDefinition("x", "x")
                {
                    BaseJobName = "x", Parameters = new ParameterDefinition[] { new("max_retry"), new("mode"), new("layers") },
                })
            """,
            ";}"),
        ("Retry = new RetryAttribute()", "_ = new JobDefinition(\"x\", \"x\") { BaseJobName = \"x\",", "};"),
        ("Outputs = new OutputDefinition[]", "_ = new JobDefinition(\"x\", \"x\") { BaseJobName = \"x\",", "};"),
        ("Retry = new() {", "_ = new RunOptions {", "};"),
        (
            "catch (JobFailedException e)",
            """try { throw new JobFailedException(run.Info, [], new FailureReport { Code = "no-data", Message = "None." }); }""",
            "{ }"),
        // So that a job gets the script, and the application starts.
        ("emulator.Dlc.OnCreate(", "", "await job.SubmitAsync(session);"),
        ("builder.Services.AddPaiJobs(", "", "await StartAppAsync();"),
        ("services.AddOpenTelemetry()", "", "await StartServicesAsync();"),
    ];

    /// <summary>Pages whose <c>session</c> is one on PAI-DLC; that of the others is on this machine.</summary>
    private static readonly string[] s_onDlc =
    [
        "docs/cost.md", "docs/dlc-logs.md", "docs/emulator.md", "docs/images.md", "docs/replay.md", "docs/retry.md", "docs/storage.md",
        "docs/submit-keys.md",
    ];

    /// <summary>Is the session of the page on PAI-DLC?</summary>
    public bool IsOnDlc => s_onDlc.Contains(Page);

    /// <summary>Does the code run jobs on PAI-DLC?</summary>
    public bool NeedsDlc => IsOnDlc || Code.Contains(".UseDlc(", StringComparison.Ordinal);

    /// <summary>Is it the program of a job?</summary>
    public bool IsInJob => Code.StartsWith("return await JobContext.RunAsync(", StringComparison.Ordinal);

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
                if (!block.Groups["file"].Success)
                    yield return new(Path.GetRelativePath(repository, page), text[..code.Index].Count(c => c == '\n') + 1, code.Value);
            }
        }
    }

    /// <summary>The rows of the tables above that no block needs.</summary>
    public static IEnumerable<string> DeadRows(IReadOnlyCollection<Snippet> snippets) =>
    [
        .. s_parts.Select(p => p.Start).Where(s => !snippets.Any(b => b.Code.StartsWith(s, StringComparison.Ordinal))),
        .. s_onDlc.Where(page => snippets.All(s => s.Page != page)),
    ];

    /// <summary>The block as a file: the lines are those of the page.</summary>
    public string ToFile()
    {
        var (_, before, after) = Array.Find(s_parts, p => Code.StartsWith(p.Start, StringComparison.Ordinal));
        // A directive of a program of one file; "…" stands for the reader's own code.
        var code = Code.StartsWith("#:", StringComparison.Ordinal) ? "//" + Code : Code;
        code = code.Replace("=> …", "=> Task.CompletedTask", StringComparison.Ordinal)
            // A run that there is.
            .Replace("\"dlc1abcdefghijklm\"", "id", StringComparison.Ordinal);
        return $"#line hidden\n{before}\n#line {Line} \"{Page}\"\n{code}{after}\n";
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Page}:{Line}";

    [GeneratedRegex(@"(?<file><!-- file: [^\n]* -->\n)?^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}

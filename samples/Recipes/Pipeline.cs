using Pai.Jobs;

namespace Recipes;

[ProcessingJob(
    """tr -cs '[:alpha:]' '\n' < "$PAI_INPUT_TEXT" | tr '[:upper:]' '[:lower:]' > "$PAI_OUTPUT_WORDS/words.txt" """,
    InstanceType = "local")]
public sealed partial record SplitJob
{
    [Input]
    public required DataLocation Text { get; init; }

    [Output]
    public OssUri? Words { get; init; }
}

[ProcessingJob(
    """sort "$PAI_INPUT_WORDS"/words.txt | uniq -c | sort -k1,1nr -k2 > "$PAI_OUTPUT_COUNTS/counts.txt" """, InstanceType = "local")]
public sealed partial record CountJob
{
    [Input]
    public required DataLocation Words { get; init; }

    [Output]
    public OssUri? Counts { get; init; }
}

[ProcessingJob("""head -n "$PAI_HPS_TOP" "$PAI_INPUT_COUNTS"/counts.txt > "$PAI_OUTPUT_REPORT/report.txt" """, InstanceType = "local")]
public sealed partial record ReportJob
{
    [Input]
    public required DataLocation Counts { get; init; }

    [Parameter]
    public int Top { get; init; } = 3;

    [Output]
    public OssUri? Report { get; init; }
}

/// <summary>Three jobs, each with the output of the one before: a pipeline is code that awaits.</summary>
internal static class Pipeline
{
    public static async Task<int> RunAsync(PaiSession session, string text, CancellationToken cancellationToken)
    {
        var options = Cloud.OptionsOf(session) with { LogWriter = TextWriter.Null };
        var split = await new SplitJob { Text = text }.RunAsync(session, options, cancellationToken);
        var count = await new CountJob { Words = split.Outputs.Words }.RunAsync(session, options, cancellationToken);
        var report = await new ReportJob { Counts = count.Outputs.Counts }.RunAsync(session, options, cancellationToken);

        using var lines = new StreamReader(await report.Outputs.Report.OpenReadAsync("report.txt", cancellationToken));
        Console.Write(await lines.ReadToEndAsync(cancellationToken));
        return 0;
    }
}

using System.ComponentModel.DataAnnotations;

namespace Pai.Jobs.WebConsole.Tests;

/// <summary>A job with a log, an output, and an end that a test chooses.</summary>
[ProcessingJob(
    """
    echo "hello $PAI_HPS_WORD"; echo broken >&2; printf 'name,n\na,1\n' > "$PAI_OUTPUT_TABLE/a.csv"
    while [ -e "$PAI_HPS_HOLD" ]; do sleep 0.05; done
    """,
    InstanceType = "local",
    BaseJobName = "echo")]
[Label("team", "search")]
internal sealed partial record EchoJob
{
    [Parameter]
    public string Word { get; init; } = "world";

    /// <summary>The run goes on while this file exists.</summary>
    [Parameter]
    public string Hold { get; init; } = "/does/not/exist";

    [Parameter, Positive]
    public int Count { get; init; } = 1;

    [Parameter]
    public string ApiKey { get; init; } = "hunter2";

    [Output]
    public DataLocation? Table { get; init; }

    /// <summary>A rule that is code, which no run has on record.</summary>
    internal sealed class PositiveAttribute() : ValidationAttribute("{0} must be positive.")
    {
        public override bool IsValid(object? value) => value is int and > 0;
    }
}

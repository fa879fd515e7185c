extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class AddParameterTests
{
    [Theory]
    [InlineData(
        "interval", "500", "python main.py --interval 500", "python main.py --interval $PAI_HPS_INTERVAL",
        "[Parameter] public int Interval { get; init; } = 500;")]
    [InlineData(
        "--big", "5000000000", "x --big=5000000000 -v", "x --big=$PAI_HPS_BIG -v",
        "[Parameter] public long Big { get; init; } = 5000000000;")]
    [InlineData("lr", "1e-5", "x --lr 1e-5", "x --lr $PAI_HPS_LR", "[Parameter] public double Lr { get; init; } = 1e-5;")]
    [InlineData(
        "shuffle", "true", "x --shuffle true", "x --shuffle $PAI_HPS_SHUFFLE", "[Parameter] public bool Shuffle { get; init; } = true;")]
    [InlineData(
        "shuffle", "True", "x --shuffle True", "x --shuffle \\\"$PAI_HPS_SHUFFLE\\\"",
        "[Parameter] public string Shuffle { get; init; } = \"True\";")]
    [InlineData(
        "batch-size", "32", "x --batch-size 32", "x --batch-size $PAI_HPS_BATCH_SIZE",
        "[Parameter(\"batch-size\")] public int BatchSize { get; init; } = 32;")]
    [InlineData(
        "max_retry", "3", "x --max_retry 3", "x --max_retry $PAI_HPS_MAX_RETRY", "[Parameter] public int MaxRetry { get; init; } = 3;")]
    [InlineData(
        "mode", "fast", "x --mode fast", "x --mode \\\"$PAI_HPS_MODE\\\"", "[Parameter] public string Mode { get; init; } = \"fast\";")]
    [InlineData(
        "mode", "a b", "x --mode 'a b' y", "x --mode \\\"$PAI_HPS_MODE\\\" y", "[Parameter] public string Mode { get; init; } = \"a b\";")]
    [InlineData("id", "007", "x --id 007", "x --id \\\"$PAI_HPS_ID\\\"", "[Parameter] public string Id { get; init; } = \"007\";")]
    [InlineData(
        "interval", "500", "x --interval 500 $PAI_USER_ARGS", "x $PAI_USER_ARGS", "[Parameter] public int Interval { get; init; } = 500;")]
    [InlineData("job", "1", "x --job 1", "x --job $PAI_HPS_JOB", "[Parameter(\"job\")] public int Job2 { get; init; } = 1;")]
    public Task An_option_becomes_a_parameter(string option, string value, string before, string after, string member) =>
        FixAt.VerifyAsync<AddParameterCodeFix>(
            Record($"[|\"{before}\"|]", ""), Record($"\"{after}\"", "    " + member + "\n"), ("Option", option), ("Value", value));

    [Theory]
    [InlineData("[|@\"x --mode fast\"|]", "@\"x --mode \"\"$PAI_HPS_MODE\"\"\"")]
    [InlineData("[|\"\"\"x --mode fast y\"\"\"|]", "\"\"\"x --mode \"$PAI_HPS_MODE\" y\"\"\"")]
    public Task In_the_literal_as_it_is_written(string before, string after) =>
        FixAt.VerifyAsync<AddParameterCodeFix>(
            Record(before, ""), Record(after, "    [Parameter] public string Mode { get; init; } = \"fast\";\n"), ("Option", "mode"),
            ("Value", "fast"));

    [Theory]
    [InlineData("[|\"x --verbose\"|]", "verbose", "")]
    [InlineData("new[] { \"x\", [|\"--n\"|], \"1\" }", "n", "1")]
    [InlineData("[|Names.Command|]", "n", "1")]
    [InlineData("[|\"x --n 1 && y --n 1\"|]", "n", "1")]
    [InlineData("[|\"x --n 1\"|]", "9", "1")]
    public Task A_flag_a_list_or_what_is_there_twice_is_left(string command, string option, string value) =>
        FixAt.VerifyAsync<AddParameterCodeFix>(Record(command, ""), null, ("Option", option), ("Value", value));

    private static string Record(string command, string more) =>
        $"[ProcessingJob({command}, InstanceType = \"local\")]\npublic partial record Job\n{{\n    [Output] public OssUri? A {{ get; "
            + $"init; }}\n{more}}}\npublic static class Names {{ public const string Command = \"x --n 1\"; }}";
}

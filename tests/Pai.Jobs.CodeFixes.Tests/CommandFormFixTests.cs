extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>The fixes of commands that a shell reads otherwise than they are meant.</summary>
public class CommandFormFixTests : FixTests
{
    [Theory]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:$PAI_HPS_N|}\" }", "\"python main.py \\\"$PAI_HPS_N\\\"\"")]
    [InlineData("arguments: new[] { \"./a b\", \"{|PAI5012:$PAI_HPS_N|}\" }", "command: \"'./a b' \\\"$PAI_HPS_N\\\"\"")]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:$PAI_USER_ARGS|}\" }", "\"python main.py $PAI_USER_ARGS\"")]
    [InlineData("new[] { \"python\", \"main.py\", \"{|PAI5012:&&|}\", \"ls\" }", "\"python main.py && ls\"")]
    public Task PAI5012_a_list_becomes_a_command(string before, string after) =>
        FixAsync<ShellCommandCodeFix>(Record(before, "int"), Record(after, "int"));

    [Theory]
    [InlineData("new[] { \"{|PAI5013:python main.py|}\" }", "new[] { \"python\", \"main.py\" }")]
    [InlineData("new[] { \"{|PAI5013:python main.py|}\", \"--n\" }", "new[] { \"python\", \"main.py\", \"--n\" }")]
    public Task PAI5013_a_program_is_split(string before, string after) =>
        FixAsync<SplitProgramCodeFix>(Record(before, "int"), Record(after, "int"));

    [Fact]
    public Task PAI5014_a_command_is_evaluated() => FixAsync<EvalCodeFix>(
        Record("\"python main.py {|PAI5014:$PAI_USER_ARGS|}\"", "int[]?"),
        Record("\"eval \\\"python main.py $PAI_USER_ARGS\\\"\"", "int[]?"));

    [Fact]
    public Task PAI5014_what_would_be_read_twice_is_left() =>
        NoFixAsync<EvalCodeFix>(Record("\"python $X {|PAI5014:$PAI_USER_ARGS|}\"", "int[]?"));

    [Theory]
    [InlineData("x --mode 'a b' $PAI_USER_ARGS", null)]
    [InlineData("eval \\\"x --mode fast $PAI_USER_ARGS\\\"", "eval \\\"x $PAI_USER_ARGS\\\"")]
    public Task PAI5005_a_value_that_the_variable_breaks_is_left(string before, string? after) => FixAt.VerifyAsync<AddParameterCodeFix>(
        $"[ProcessingJob([|\"{before}\"|], InstanceType = \"local\")]\npublic partial record Job\n{{\n}}\n",
        after is null ? null
            : $"[ProcessingJob(\"{after}\", InstanceType = \"local\")]\npublic partial record Job\n{{\n    "
                + "[Parameter] public string Mode { get; init; } = \"fast\";\n}\n",
        ("Option", "mode"), ("Value", after is null ? "a b" : "fast"));

    [Theory]
    [InlineData("Requirements = new[] { {|PAI2025:\"numpy = 1.2\"|}, \"a\" }", "Requirements = new[] { \"numpy == 1.2\", \"a\" }")]
    [InlineData("OutputPath = {|PAI3005:\"oss:/bucket/a\"|}", "OutputPath = \"oss://bucket/a\"")]
    public Task What_was_meant_is_written(string before, string after) =>
        FixAsync<UseTextCodeFix>(Record($"\"x\", {before}", "int"), Record($"\"x\", {after}", "int"));

    private static string Record(string command, string type) =>
        $"[ProcessingJob({command}, InstanceType = \"local\")]\npublic partial record Job\n{{\n    {Output}\n    "
            + $"[Parameter] public {type} N {{ get; init; }}\n}}\n";
}

extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

/// <summary>The fixes of commands and channels on what the analyzers report.</summary>
public class CommandRuleFixTests : FixTests
{
    [Theory]
    [InlineData("/ml/input/data/corpus/a.txt", "[Input(Required = true)] public OssUri? Corpus { get; init; }")]
    [InlineData("/ml/output/report", "[Output] public OssUri? Report { get; init; }")]
    public Task PAI5004_a_channel_is_added(string path, string member) =>
        FixAsync<AddChannelCodeFix>(
            Record($"python main.py {{|PAI5004:{path}|}}", ""), Record($"python main.py {path}", $"    {member}\n"));

    [Theory]
    [InlineData("/ml/output/token", "/ml/output/tokens")]
    [InlineData("/ml/output/tokns/part-0", "/ml/output/tokens/part-0")]
    public Task PAI5004_or_the_nearest_one_is_named(string path, string nearest) =>
        FixAsync<UseTextCodeFix>(Record($"python main.py {{|PAI5004:{path}|}}", ""), Record($"python main.py {nearest}", ""));

    [Fact]
    public Task PAI5005_each_option_becomes_a_parameter() => FixAsync<AddParameterCodeFix>(
        Record("python main.py {|PAI5005:--interval|} 500", ""),
        Record("python main.py --interval $PAI_HPS_INTERVAL", "    [Parameter] public int Interval { get; init; } = 500;\n"));

    [Fact]
    public Task PAI5006_the_nearest_variable_is_named() => FixAsync<UseTextCodeFix>(
        Record("python main.py ${|PAI5006:PAI_OUTPUT_TOKEN|}", ""), Record("python main.py $PAI_OUTPUT_TOKENS", ""));

    [Fact]
    public Task PAI3009_every_input_becomes_read_only() => FixAsync<ReadWriteInputCodeFix>(
        Record(
            "python main.py",
            "    [Input(MountAccess = {|PAI3009:MountAccess.ReadWrite|})] public OssUri? A { get; init; }\n    [Input(\"b\", "
                + "MountAccess = {|PAI3009:MountAccess.ReadWrite|})] public OssUri? B { get; init; }\n"),
        Record("python main.py", "    [Input] public OssUri? A { get; init; }\n    [Input(\"b\")] public OssUri? B { get; init; }\n"));

    private static string Record(string command, string more) =>
        $"[ProcessingJob(\"{command}\", InstanceType = \"local\")]\npublic partial record Job\n{{\n    "
            + $"[Output] public OssUri? Tokens {{ get; init; }}\n{more}}}\n";
}

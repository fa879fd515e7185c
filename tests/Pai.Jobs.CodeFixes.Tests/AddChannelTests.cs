extern alias CodeFixes;

using CodeFixes::Pai.Jobs.CodeFixes;

namespace Pai.Jobs.CodeFixes.Tests;

public class AddChannelTests
{
    [Theory]
    [InlineData("python main.py --out [|/ml/output/tokens/|]", "[Output] public OssUri? Tokens { get; init; }")]
    [InlineData("python main.py [|/ml/output/train-set|]", "[Output(\"train-set\")] public OssUri? TrainSet { get; init; }")]
    [InlineData("python main.py [|/ml/input/data/corpus/part0|]", "[Input(Required = true)] public OssUri? Corpus { get; init; }")]
    [InlineData("python main.py [|/ml/input/data/a.b|]", "[Input(\"a.b\", Required = true)] public OssUri? AB { get; init; }")]
    [InlineData("python main.py [|/ml/input/data/first|]", "[Input(\"first\", Required = true)] public OssUri? First2 { get; init; }")]
    public Task PAI5004_the_channel_of_a_path_is_added(string command, string member) =>
        FixAt.VerifyAsync<AddChannelCodeFix>(
            Record(command, ""),
            Record(
                command.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), "    " + member + "\n"));

    [Theory]
    [InlineData("python main.py [|/ml/output/first|]")]
    [InlineData("python main.py [|/ml/output/|]")]
    [InlineData("python main.py [|/ml/usercode/x|]")]
    public Task PAI5004_a_path_that_is_no_new_channel_is_left(string command) =>
        FixAt.VerifyAsync<AddChannelCodeFix>(Record(command, ""), null);

    [Theory]
    [InlineData("[Input(MountAccess = [|MountAccess.ReadWrite|])]", "[Input]")]
    [InlineData("[Input(\"c\", MountAccess = [|MountAccess.ReadWrite|])]", "[Input(\"c\")]")]
    public Task PAI3009_an_input_is_read_only(string before, string after) =>
        FixAt.VerifyAsync<ReadWriteInputCodeFix>(
            Record("x", $"    {before} public OssUri? Corpus {{ get; init; }}\n"),
            Record("x", $"    {after} public OssUri? Corpus {{ get; init; }}\n"));

    [Fact]
    public Task PAI3009_or_there_is_an_output_to_write_to() => FixAt.VerifyAsync<ReadWriteInputCodeFix>(
        Record("x", "    [Input(MountAccess = [|MountAccess.ReadWrite|])] public OssUri? Corpus { get; init; }\n"),
        Record("x", "    [Input] public OssUri? Corpus { get; init; }\n    [Output] public OssUri? CorpusOutput { get; init; }\n"),
        index: 1);

    [Fact]
    public Task A_word_of_a_command_is_replaced() =>
        FixAt.VerifyAsync<UseTextCodeFix>(
            Record("python [|mian.py|] x", ""), Record("python main.py x", ""), ("Replacements", "main.py\nother.py"));

    private static string Record(string command, string more) =>
        $"[ProcessingJob(\"{command}\", InstanceType = \"local\")]\npublic partial record Job\n{{\n    "
            + $"[Output] public OssUri? First {{ get; init; }}\n{more}}}";
}

namespace Pai.Jobs.Tests;

public class LaunchTextTests
{
    [Theory]
    [InlineData("cat /ml/input/data/x", "cat /run/ml/input/data/x")]
    [InlineData("/ml/usercode", "/run/ml/usercode")]
    [InlineData("--in=/ml/input/data/a:/ml/output/b", "--in=/run/ml/input/data/a:/run/ml/output/b")]
    [InlineData("\"/ml/output/x\"", "\"/run/ml/output/x\"")]
    [InlineData("/ml/inputs/x", "/ml/inputs/x")]
    [InlineData("/data/ml/input/x", "/data/ml/input/x")]
    [InlineData("a/ml/input/x", "a/ml/input/x")]
    [InlineData("/ml/other", "/ml/other")]
    public void Only_whole_paths_of_the_contract_are_replaced(string text, string replaced) =>
        Assert.Equal(replaced, ContractText.Rewrite(text, "/run/ml"));

    [Theory]
    [InlineData("batch-size", "BATCH_SIZE")]
    [InlineData("train.learning_rate", "TRAIN_LEARNING_RATE")]
    [InlineData("学习率", "___")]
    [InlineData("a--b", "A__B")]
    public void Names_become_variables_one_character_for_one(string name, string suffix) =>
        Assert.Equal(suffix, ContractPaths.ToVariableSuffix(name));

    [Theory]
    [InlineData("plain-1.0/x:y,z@%+=_", "plain-1.0/x:y,z@%+=_")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$x", "'$x'")]
    [InlineData("~", "'~'")]
    [InlineData("ü", "'ü'")]
    public void Values_are_quoted_only_where_a_shell_would_see_something_in_them(string value, string quoted) =>
        Assert.Equal(quoted, ShellText.QuoteIfNeeded(value));

    [Theory]
    [InlineData("weahter.csv", "weather.csv")]
    [InlineData("WEATHER.CSV", "weather.csv")]
    [InlineData("something-else-entirely", null)]
    public void The_nearest_name_is_found_or_none(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(name, ["data", "weather.csv", "z"]));
}

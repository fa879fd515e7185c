using Pai.Jobs.Cli.WebConsole;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs.WebConsole.Tests.Runs;

/// <summary>The checks that a browser can have as attributes.</summary>
public class HtmlCheckTests
{
    private static readonly ParameterShape s_string = new(ParameterKind.String, ParameterType.String.Form);

    /// <summary>Expressions that mean the same in a browser.</summary>
    internal static readonly string[] Alike = ["[A-Z]{3}", "^[a-z0-9_]+$", "v[0-9]{1,2}", "ab?", "x", "^[A-Za-z][0-9]*", "a{2}"];

    [Fact]
    public void Simple_expressions_are_patterns() => Assert.All(Alike, p => Assert.Equal(p, PatternOf(p)));

    [Theory]
    [InlineData("a|ab")]
    [InlineData("a*a?b")]
    [InlineData("a+?")]
    [InlineData(@"\d+")]
    [InlineData("[^a]")]
    [InlineData(".")]
    [InlineData("(?i)a")]
    [InlineData("a$b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    public void Expressions_that_may_differ_are_none(string pattern) => Assert.Null(PatternOf(pattern));

    [Fact]
    public void Two_expressions_are_none() =>
        Assert.Null(HtmlChecks.PatternOf(new("x", s_string) { Checks = [Expression("a"), Expression("[a-b]")] }));

    [Fact]
    public void The_shortest_of_several_lengths_counts_and_lists_have_none()
    {
        CheckRule[] checks =
        [
            new() { Kind = CheckKind.StringLength, MaximumLength = 5 },
            new() { Kind = CheckKind.Length, MinimumLength = 1, MaximumLength = 3 },
            new() { Kind = CheckKind.MaxLength, MaximumLength = -1 },
            new() { Kind = CheckKind.MinLength, MinimumLength = 1 },
        ];
        var list = new ParameterShape(ParameterKind.List, "a JSON array") { Element = s_string };

        Assert.Equal(3, HtmlChecks.MaxLengthOf(new("x", s_string) { Checks = checks }));
        Assert.Null(HtmlChecks.MaxLengthOf(new("x", s_string) { Checks = checks[2..] }));
        Assert.Null(HtmlChecks.MaxLengthOf(new("x", list) { Checks = checks }));
    }

    private static string? PatternOf(string pattern) => HtmlChecks.PatternOf(new("x", s_string) { Checks = [Expression(pattern)] });

    private static CheckRule Expression(string pattern) => new() { Kind = CheckKind.RegularExpression, Pattern = pattern };
}

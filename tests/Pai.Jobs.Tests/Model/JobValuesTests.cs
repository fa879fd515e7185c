using System.ComponentModel.DataAnnotations;

namespace Pai.Jobs.Tests;

public class JobValuesTests
{
    private static readonly JobDefinition s_definition = new("Acme.Job", "true")
    {
        BaseJobName = "job",
        Inputs =
        [
            new("corpus") { Required = true },
            new("words") { DefaultUri = "oss://bucket/words/" },
            new("wrong") { DefaultUri = "oss://B/" },
            new("extra") { MountPath = "/mnt/extra", MountAccess = MountAccess.ReadWrite },
        ],
        Outputs = [new("tokens"), new("fixed") { Uri = "oss://bucket/fixed/" }],
        Parameters = [new("count"), new("name"), new("api_token"), new("items")],
    };

    private static JobValues Request() => new(s_definition);

    [Fact]
    public void A_required_channel_without_data_is_a_problem_and_a_default_is_taken()
    {
        var request = Request().Input("corpus", null).Input("words", null);
        Assert.Equal("input \"corpus\": is required and was not given.", Assert.Single(request.Problems).ToString());
        Assert.Equal("oss://bucket/words/", request.Inputs[1].Location?.ToString());
        Assert.Equal("nas://fs.cn-hangzhou/w/", Request().Input("words", "nas://fs.cn-hangzhou/w/").Inputs[1].Location?.ToString());
    }

    [Fact]
    public void A_default_that_cannot_be_read_is_a_problem_not_an_exception() =>
        Assert.Contains("\"B\"", Assert.Single(Request().Input("wrong", null).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Channels_come_in_the_order_of_declaration_with_the_paths_of_the_contract()
    {
        var request = Request();
        Assert.Equal(
            ["/ml/input/data/corpus/", "/ml/input/data/words/", "/ml/input/data/wrong/", "/mnt/extra/"],
            request.Inputs.Select(i => i.MountPath));
        Assert.Equal(MountAccess.ReadWrite, request.Inputs[3].MountAccess);
        Assert.Equal(["tokens", "fixed"], request.Outputs.Select(o => o.Name));
        Assert.Equal("oss://bucket/fixed/", request.Output("fixed", null).Outputs[1].Location?.ToString());
    }

    [Fact]
    public void A_null_parameter_is_not_sent()
    {
        var request = Request().Parameter("count", ParameterType.Int32, (int?)null).Parameter("name", ParameterType.String, null);
        Assert.Empty(request.Parameters);
        Assert.Empty(request.Problems);
        Assert.Equal("7", Assert.Single(Request().Parameter("count", ParameterType.Int32, (int?)7).Parameters).Text);
    }

    public static TheoryData<ValidationAttribute, string?, bool> Rules => new()
    {
        { new RequiredAttribute(), null, false },
        { new RequiredAttribute(), "x", true },
        { new StringLengthAttribute(3), "abcd", false },
        { new StringLengthAttribute(3) { MinimumLength = 2 }, "a", false },
        { new RegularExpressionAttribute("[a-z]+"), "abc", true },
        { new RegularExpressionAttribute("[a-z]+"), "abc1", false },
        { new AllowedValuesAttribute("fast", "slow"), "medium", false },
        { new DeniedValuesAttribute("none"), "none", false },
        { new UrlAttribute(), "nonsense", false },
        { new EmailAddressAttribute(), "a@b", true },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Validation_attributes_are_checked(ValidationAttribute attribute, string? value, bool valid)
    {
        var request = Request().Parameter("name", ParameterType.String, value, ParameterCheck.Of(attribute));
        Assert.Equal(valid, request.Problems.Count == 0);
        if (!valid) Assert.Equal("parameter \"name\"", request.Problems[0].Subject);
    }

    public static TheoryData<ParameterCheck, int, bool> Ranges => new()
    {
        { ParameterCheck.Range(0, 10), 10, true },
        { ParameterCheck.Range(0, 10), 11, false },
        { ParameterCheck.Range(0, 10, maximumIsExclusive: true), 10, false },
        { ParameterCheck.Range(0, 10, minimumIsExclusive: true), 0, false },
        { ParameterCheck.RangeOf(ParameterType.Int32, "-5", "5"), -5, true },
        { ParameterCheck.RangeOf(ParameterType.Int32, "-5", "5"), -6, false },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Ranges_have_their_limits_in_or_out(ParameterCheck check, int value, bool valid) =>
        Assert.Equal(valid, Request().Parameter("count", ParameterType.Int32, value, check).Problems.Count == 0);

    [Fact]
    public void Lengths_count_characters_and_elements()
    {
        Assert.Null(ParameterCheck.MinLength(2).Check("x", "ab"));
        Assert.NotNull(ParameterCheck.MinLength(2).Check("x", "a"));
        Assert.NotNull(ParameterCheck.MaxLength(1).Check("x", new[] { 1, 2 }));
        Assert.Null(ParameterCheck.MaxLength().Check("x", "any length"));
        Assert.NotNull(ParameterCheck.Length(1, 2).Check("x", new List<int>()));
        Assert.Null(ParameterCheck.Length(1, 2).Check("x", null));
        Assert.Equal("x: too short", ParameterCheck.MinLength(2, "{0}: too short").Check("x", "a"));
    }

    [Fact]
    public void A_message_shows_the_value_cut_short_and_never_a_secret()
    {
        var check = ParameterCheck.Of(new StringLengthAttribute(3));
        var shown = Request().Parameter("name", ParameterType.String, new string('x', 500), check).Problems[0].Message;
        var hidden = Request().Parameter("api_token", ParameterType.String, "s3cret-value", check).Problems[0].Message;
        Assert.True(shown.Length < 300, shown);
        Assert.DoesNotContain("s3cret", hidden, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_with_a_null_is_a_problem_not_an_exception() =>
        Assert.Contains(
            "null",
            Assert.Single(Request().Parameter("items", ParameterType.Array(ParameterType.String), ["a", null!]).Problems).Message,
            StringComparison.Ordinal);
}

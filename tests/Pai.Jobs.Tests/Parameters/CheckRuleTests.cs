using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Pai.Jobs.Tests;

/// <summary>The checks of parameters, written into a job file and read back.</summary>
public class CheckRuleTests
{
    private static readonly JobDefinition s_definition = new("Acme.Job", "true") { BaseJobName = "job", Parameters = [new("value")] };

    private enum Mode
    {
        Fast,
        Quick = Fast,
        Slow,
        Off,
    }

    [Flags]
    private enum Sides
    {
        None = 0,
        Left = 1,
        Right = 2,
    }

    [Fact]
    public void Ranges_of_every_type_mean_the_same()
    {
        Same(
            ParameterType.Int32,
            [-6, -5, 0, 5, 6],
            ParameterCheck.Range(-5, 5),
            ParameterCheck.Range(-5, 5, true, true, "{0}: {1}…{2}{{}}"));
        Same<byte>(
            ParameterType.Byte,
            [0, 1, 10, 11],
            Of(new RangeAttribute(0.5, 10d)),
            Of(new RangeAttribute(1, 10) { ErrorMessage = "no {0}" }));
        Same<long>(ParameterType.Int64, [-1L, 0, 11, long.MaxValue], ParameterCheck.RangeOf(ParameterType.Int64, "0", "10", false, true));
        Same(
            ParameterType.Int64,
            [0L, 1, 11, (1L << 53) + 1],
            Of(new RangeAttribute(0.5, 9007199254740992d) { MaximumIsExclusive = true }));
        Same<ulong>(ParameterType.UInt64, [0UL, ulong.MaxValue], ParameterCheck.RangeOf(ParameterType.UInt64, "1", "18446744073709551615"));
        Same<nint>(ParameterType.IntPtr, [0, 11], ParameterCheck.RangeOf(ParameterType.IntPtr, "0", "10"));
        Same<nuint>(ParameterType.UIntPtr, [0, 11], ParameterCheck.RangeOf(ParameterType.UIntPtr, "0", "10"));
        Same(
            ParameterType.Single,
            [0.1f, 0.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity],
            ParameterCheck.RangeOf(ParameterType.Single, "0.1", "Infinity", minimumIsExclusive: true),
            ParameterCheck.RangeOf(ParameterType.Single, "0.1000000001", "0.6"));
        Same(
            ParameterType.Double,
            [-1e-300, 0, double.NaN, 1e308],
            ParameterCheck.Range(0d, 1d),
            ParameterCheck.Range(double.NegativeInfinity, 0));
        Same(ParameterType.Decimal, [0.1m, 2m, 2.10m], ParameterCheck.RangeOf(ParameterType.Decimal, "0.1", "2", maximumIsExclusive: true));
        Same(ParameterType.Decimal, [0.1m, 2m], Of(new RangeAttribute(0.1, 1.9)));
        Same(ParameterType.Char, ['a', 'z', 'ß'], ParameterCheck.RangeOf(ParameterType.Char, "a", "f"));
        Same(ParameterType.String, ["a", "b", "z"], ParameterCheck.RangeOf(ParameterType.String, "b", "y"));
        Same(
            ParameterType.DateOnly,
            [new(2019, 12, 31), new(2025, 1, 1)],
            ParameterCheck.RangeOf(ParameterType.DateOnly, "2020-01-01", "2030-01-01"));
        Same(ParameterType.TimeOnly, [new(1, 0), new(23, 0)], ParameterCheck.RangeOf(ParameterType.TimeOnly, "00:30", "12:00"));
        Same(ParameterType.TimeSpan, [TimeSpan.Zero, TimeSpan.FromDays(2)], ParameterCheck.RangeOf(ParameterType.TimeSpan, "0:00:01", "3"));
        Same(
            ParameterType.DateTime,
            [DateTime.UnixEpoch, new(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)],
            ParameterCheck.RangeOf(ParameterType.DateTime, "2020-01-01", "2030-01-01"));
        Same(
            ParameterType.DateTimeOffset,
            [DateTimeOffset.UnixEpoch, new(2020, 1, 1, 1, 0, 0, TimeSpan.FromHours(8))],
            ParameterCheck.RangeOf(ParameterType.DateTimeOffset, "1970-01-01T00:00:00Z", "2020-01-01T00:00:00Z", true));
        Same(
            ParameterType.Guid,
            [Guid.Empty, Guid.Parse("f0000000-0000-0000-0000-000000000000")],
            ParameterCheck.RangeOf(
                ParameterType.Guid, "00000000-0000-0000-0000-000000000000", "a0000000-0000-0000-0000-000000000000"));
        Same(ParameterType.Boolean, [true, false], ParameterCheck.RangeOf(ParameterType.Boolean, "true", "true"));
    }

    [Fact]
    public void Lengths_mean_the_same_for_strings_and_lists()
    {
        ParameterCheck[] checks =
        [
            ParameterCheck.MinLength(1), ParameterCheck.MaxLength(2), ParameterCheck.Length(1, 2, "{0} has not {1} to {2}."),
            Of(new MinLengthAttribute(2)), Of(new LengthAttribute(2, 3) { ErrorMessage = "long {0}" }),
        ];
        Same(ParameterType.String, ["", "a", "ab", "abc", "ab😀", null], checks);
        Same(ParameterType.Array(ParameterType.Int32), [[], [1], [1, 2], [1, 2, 3], null], checks);
        Same(ParameterType.List(ParameterType.String), [[], ["a"], ["[\"b\"]", "", "c"], null], checks);
        Same(ParameterType.ReadOnlyList(ParameterType.Double), [[], [double.NaN, 1, 2], null], checks);
        Same(ParameterType.ImmutableArray(ParameterType.Enum<Mode>()), [default, [], [Mode.Off, Mode.Off, Mode.Slow]], checks[..3]);
        Valid(ParameterType.String, ["a", "", null], ParameterCheck.MaxLength());
    }

    [Fact]
    public void Rules_of_strings_mean_the_same()
    {
        string?[] values =
        [
            null, "", " ", "a", "abc", "ABC", "ABCD", "a@b", "a@b@c", "https://example.com", "+49 30 1234", "4111 1111 1111 1111", "QUJD",
            "x.png", "x.jpg", "ABC\n", new string('x', 200),
        ];
        Same(
            ParameterType.String,
            values,
            Of(new RequiredAttribute()),
            Of(new RequiredAttribute { AllowEmptyStrings = true, ErrorMessage = "give it" }),
            Of(new StringLengthAttribute(3)),
            Of(new StringLengthAttribute(3) { MinimumLength = 2, ErrorMessage = "{0} {2} {1}" }),
            Of(new RegularExpressionAttribute("[A-Z]{3}")),
            Of(new RegularExpressionAttribute("a|abc") { MatchTimeoutInMilliseconds = 100, ErrorMessage = "{{{0}}} {1}" }),
            Of(new RegularExpressionAttribute("(?i)^[a-c]+$") { MatchTimeoutInMilliseconds = -1 }),
            Of(new AllowedValuesAttribute("abc", null)),
            Of(new AllowedValuesAttribute("abc", 1)),
            Of(new AllowedValuesAttribute()),
            Of(new DeniedValuesAttribute("abc", "")),
            Of(new DeniedValuesAttribute(null, "abc") { ErrorMessage = "never {0}" }),
            Of(new EmailAddressAttribute()),
            Of(new UrlAttribute()),
            Of(new PhoneAttribute()),
            Of(new CreditCardAttribute { ErrorMessage = "no card" }),
            Of(new Base64StringAttribute()),
            Of(new FileExtensionsAttribute()),
            Of(new FileExtensionsAttribute { Extensions = "jpg" }));
    }

    [Fact]
    public void Values_of_other_types_mean_the_same()
    {
        Same(ParameterType.Int64, [1L, 2L], Of(new AllowedValuesAttribute(1, 2L)), Of(new DeniedValuesAttribute(1, 2L)));
        Same(
            ParameterType.Single,
            [0.1f, -0f, float.NaN],
            Of(new AllowedValuesAttribute(0.1f, 0f)),
            Of(new DeniedValuesAttribute(float.NaN)));
        Same(ParameterType.Char, ['a', 'b'], Of(new AllowedValuesAttribute('a', "b")));
        Same(ParameterType.Boolean, [true, false], Of(new DeniedValuesAttribute(false)));
        SameOrNull(
            ParameterType.Int32,
            [null, 1, 2],
            Of(new AllowedValuesAttribute(1)),
            Of(new RequiredAttribute()),
            Of(new DeniedValuesAttribute(null, 2)));
        SameOrNull(ParameterType.Int32, [null, 1, 20], ParameterCheck.Range(1, 9));
        Same(
            ParameterType.Enum<Mode>(),
            [Mode.Fast, Mode.Slow, Mode.Off, (Mode)99],
            Of(new AllowedValuesAttribute(Mode.Fast, Mode.Slow)),
            Of(new DeniedValuesAttribute(Mode.Off, (Mode)99, "Fast", 0)),
            Of(new EnumDataTypeAttribute(typeof(Mode))));
        Same(
            ParameterType.Enum<Mode>(("f", Mode.Fast), ("s", Mode.Slow), ("Off", Mode.Off)),
            [Mode.Fast, Mode.Slow, Mode.Off],
            Of(new AllowedValuesAttribute(Mode.Fast, Mode.Off)));
        Same(
            ParameterType.Enum<Sides>(),
            [Sides.None, Sides.Left, Sides.Left | Sides.Right, (Sides)8],
            Of(new AllowedValuesAttribute(Sides.Left | Sides.Right, Sides.None)),
            Of(new DeniedValuesAttribute(Sides.Left | Sides.Right)),
            Of(new EnumDataTypeAttribute(typeof(Sides)) { ErrorMessage = "{0}?" }));
        Same(ParameterType.Array(ParameterType.Int32), [[1], null], Of(new RequiredAttribute()), Of(new AllowedValuesAttribute(null, 1)));
        Same(ParameterType.Secret, [Secret.FromEnvironment("KEY"), null], Of(new RequiredAttribute()));
        Same(ParameterType.Uri, [new("x", UriKind.Relative), null], Of(new RequiredAttribute()));
    }

    [Fact]
    public void Another_spelling_of_a_value_is_the_same_value()
    {
        var mode = ParameterType.Enum<Mode>();
        var sides = ParameterType.Enum<Sides>();

        Assert.Empty(ProblemsOf(Save(mode, Mode.Fast, Of(new AllowedValuesAttribute(Mode.Fast))), "Quick"));
        Assert.Single(ProblemsOf(Save(sides, Sides.None, Of(new DeniedValuesAttribute(Sides.Left | Sides.Right))), "Right,Left"));
        Assert.Single(ProblemsOf(Save(ParameterType.Double, 2d, Of(new DeniedValuesAttribute(1d))), "1.00"));
        Assert.Equal("must be one of Fast, Quick, Slow, Off. It is \"Fats\".", Assert.Single(ProblemsOf(Save(mode, Mode.Off), "Fats")));
    }

    [Fact]
    public void A_rule_of_the_users_own_and_one_that_cannot_be_data_stay_sentences()
    {
        ParameterCheck[] checks = [Of(new EvenAttribute()), Of(new EvenRangeAttribute()), ParameterCheck.Range(1L, 3L)];
        foreach (var check in checks)
        {
            var parameter = Save(ParameterType.Int32, 2, check)["parameters"]![0]!;

            Assert.Null(parameter["checks"]);
            Assert.NotNull(parameter["rules"]![0]);
        }
    }

    [Fact]
    public void A_secret_is_not_shown()
    {
        var json = Save(ParameterType.String, "hunter2", Of(new StringLengthAttribute(3)));
        json["parameters"]![0]!["name"] = "api_token";

        var problem = Assert.Single(Parse(json).Values.Problems).Message;

        Assert.EndsWith("It is not shown, since its name looks like a secret's.", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_that_takes_too_long_says_so()
    {
        var json = Save(ParameterType.String, "a", Of(new RegularExpressionAttribute("(a+)+b") { MatchTimeoutInMilliseconds = 1 }));

        var problem = Assert.Single(ProblemsOf(json, new string('a', 40)));

        Assert.Contains("could not check the value within 0.001 seconds", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"Rang","minimum":"1"}""", "$.parameters[0].checks[0].kind is \"Rang\"", "Did you mean \"Range\"?")]
    [InlineData("""{"kind":"Prime"}""", "$.parameters[0].checks[0].kind is \"Prime\"", "a newer one")]
    [InlineData("""{"kind":"Range","minimum":"1"}""", "$.parameters[0].checks[0] has no \"maximum\"", "every Range")]
    [InlineData("""{"kind":"Range","minimum":"1","maximum":"2","pattern":"x"}""", "checks[0].pattern does not belong to a Range")]
    [InlineData("""{"kind":"Range","minimum":"few","maximum":"many"}""", "checks[0].minimum is \"few\"", "checks[0].maximum is \"many\"")]
    [InlineData("""{"kind":"Range","minimum":"1","maximum":"2","comparedAs":"Half"}""", "checks[0].comparedAs is \"Half\"")]
    [InlineData("""{"kind":"StringLength","maximumLength":3}""", "$.parameters[0].checks[0] is a StringLength", "only to strings")]
    [InlineData("""{"kind":"AllowedValues","values":["1",null,"x"]}""", "checks[0].values[2] is \"x\"", "a whole number")]
    [InlineData("""{"kind":"Required","message":"{1}"}""", "checks[0].message must have {0}")]
    [InlineData("null", "checks[0] is null")]
    [InlineData("""{"kind":"Required","allowEmpty":true}""", "allowEmpty")]
    public void What_is_wrong_with_a_check_is_told_with_its_position(string check, params string[] reasons)
    {
        var json = Save(ParameterType.Int32, 1);
        json["parameters"]![0]!["checks"] = new JsonArray(JsonNode.Parse(check));

        var e = Assert.Throws<JobException>(() => Parse(json));

        foreach (var reason in reasons) Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"RegularExpression","pattern":"("}""", "is not valid")]
    [InlineData("""{"kind":"RegularExpression","pattern":"x","timeoutMilliseconds":0}""", "timeoutMilliseconds is 0")]
    [InlineData("""{"kind":"Length","minimumLength":3,"maximumLength":2}""", "maximumLength is 2, and minimumLength is 3")]
    [InlineData("""{"kind":"MinLength","minimumLength":-1}""", "minimumLength is -1; it must be 0 or more")]
    [InlineData("""{"kind":"EnumDataType"}""", "only to enums")]
    public void What_is_wrong_with_a_check_of_a_string_is_told(string check, string reason)
    {
        var json = Save(ParameterType.String, "x");
        json["parameters"]![0]!["checks"] = new JsonArray(JsonNode.Parse(check));

        Assert.Contains(reason, Assert.Throws<JobException>(() => Parse(json)).Message, StringComparison.Ordinal);
    }

    private static ParameterCheck Of(ValidationAttribute attribute) => ParameterCheck.Of(attribute);

    private static void SameOrNull<T>(ParameterType<T> type, T?[] values, params ParameterCheck[] checks)
        where T : struct => Compare(type.Shape, values, (v, check) => Values(type).Parameter("value", type, v, check), checks);

    private static void Same<T>(ParameterType<T> type, T?[] values, params ParameterCheck[] checks) =>
        Compare(type.Shape, values, (v, check) => Values(type).Parameter("value", type, v, check), checks);

    /// <summary>Each check has the same problems for each value in the record and in its job file, and has some.</summary>
    private static void Compare<T>(ParameterShape shape, T[] values, Func<T, ParameterCheck, JobValues> fill, ParameterCheck[] checks)
    {
        foreach (var check in checks)
        {
            var count = 0;
            foreach (var value in values)
            {
                var record = fill(value, check);
                var json = Save(record, shape);
                Assert.NotNull(json["parameters"]![0]!["checks"]);
                Assert.Equal(record.Problems, Parse(json).Values.Problems);
                Assert.Equal(json.ToJsonString(), JsonNode.Parse(Parse(json).ToJson("/"))!.ToJsonString());
                count += record.Problems.Count;
            }

            Assert.True(count > 0, $"{check.Describe("value")} refuses none of the values.");
        }
    }

    private static void Valid<T>(ParameterType<T> type, T?[] values, ParameterCheck check)
    {
        foreach (var value in values)
            Assert.Empty(Parse(Save(Values(type).Parameter("value", type, value, check), type.Shape)).Values.Problems);
    }

    private static JobValues Values<T>(ParameterType<T> type) => new(new(s_definition.RecordName, s_definition.Command)
    {
        BaseJobName = s_definition.BaseJobName,
        Parameters = [new("value") { IsSecret = type.Shape.Kind == ParameterKind.Secret }],
    });

    private static JsonNode Save<T>(ParameterType<T> type, T value, params ParameterCheck[] checks) =>
        Save(Values(type).Parameter("value", type, value, checks), type.Shape);

    private static JsonNode Save(JobValues values, ParameterShape shape)
    {
        ParameterSchema schema = new("value", shape)
        {
            Rules = [.. values.RulesOf("value", "value")],
            Checks = [.. values.DataOf("value")],
        };
        return JsonNode.Parse(new JobFile(values, new(), [schema]).ToJson("/"))!;
    }

    private static IEnumerable<string> ProblemsOf(JsonNode json, string value)
    {
        json["parameters"]![0]!["value"] = value;
        return Parse(json).Values.Problems.Select(p => p.Message);
    }

    private static JobFile Parse(JsonNode json) => JobFile.Parse(json.ToJsonString(), "/");

    private sealed class EvenAttribute : ValidationAttribute
    {
        public override bool IsValid(object? value) => value is int number && number % 2 == 0;
    }

    private sealed class EvenRangeAttribute() : RangeAttribute(0, 10)
    {
        public override bool IsValid(object? value) => base.IsValid(value) && value is int number && number % 2 == 0;
    }
}

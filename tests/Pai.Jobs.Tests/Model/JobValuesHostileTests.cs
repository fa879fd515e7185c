using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Pai.Jobs.Tests;

public class JobValuesHostileTests
{
    private static readonly JobDefinition s_definition = new("Acme.Job", "true") { BaseJobName = "job", Parameters = [new("value")] };

    private sealed class NeedsContextAttribute : ValidationAttribute
    {
        protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
            validationContext.MemberName is null ? null : ValidationResult.Success;
    }

    private sealed class WithoutRuleAttribute : ValidationAttribute;

    public static TheoryData<ValidationAttribute> Broken => new(new NeedsContextAttribute(), new WithoutRuleAttribute());

    [Theory]
    [MemberData(nameof(Broken))]
    public void An_attribute_that_fails_is_a_problem_not_an_exception(ValidationAttribute attribute)
    {
        var problems = new JobValues(s_definition).Parameter("value", ParameterType.String, "x", ParameterCheck.Of(attribute)).Problems;
        Assert.Contains(attribute.GetType().Name, Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_list_is_a_problem_since_no_file_could_carry_it()
    {
        var problems = new JobValues(s_definition).Parameter("value", ParameterType.Array(ParameterType.String), ["a", "\uD800"]).Problems;
        Assert.Contains("Unicode", Assert.Single(problems).Message, StringComparison.Ordinal);
        Assert.Empty(
            new JobValues(s_definition).Parameter("value", ParameterType.Array(ParameterType.String), ["😀", "\uFFFD"]).Problems);
    }

    [Fact]
    public void A_default_immutable_array_has_no_elements_for_rules_either()
    {
        var type = ParameterType.ImmutableArray(ParameterType.Int32);
        Assert.Empty(
            new JobValues(s_definition).Parameter("value", type, default(ImmutableArray<int>), ParameterCheck.MaxLength(3)).Problems);
        Assert.NotEmpty(
            new JobValues(s_definition).Parameter("value", type, default(ImmutableArray<int>), ParameterCheck.MinLength(1)).Problems);
    }
}

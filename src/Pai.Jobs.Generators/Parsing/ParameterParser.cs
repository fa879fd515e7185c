using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Reads a parameter.</summary>
internal static class ParameterParser
{
    public static JobMember? Parse(
        IPropertySymbol property, AttributeData attribute, ImmutableArray<AttributeData> attributes, MemberInitialization initialization,
        INamedTypeSymbol job, Compilation compilation, ProblemReporter problems)
    {
        if (UnseenCode.IsUnknown(property.Type))
        {
            problems.ReportUnseen(ProblemPlace.Type(property));
            return null;
        }

        if (ParameterForm.Of(property.Type) is not { } form) return Refuse($"has no string form: use {ParameterAdvice.For(property.Type)}");
        if (Reachability.ProblemOf(property.Type, job, compilation) is { } unreachable) return Refuse(unreachable);

        if (ParameterForm.EnumOf(property.Type) is { } members) UnseenCode.ReportTexts(members, problems);
        var checks = CheckParser.Parse(attributes, property, form, job, compilation, problems);
        var given = Arguments.NameOf(attribute);
        var name = given ?? SnakeCase.Of(property.Name);
        if (!NameRules.IsParameterName(name)) problems.ReportError(RuleIds.ParameterName, ProblemPlace.Argument(attribute, null), name);
        var definition = $"new({Literal.Of(name)})";
        var description = Arguments.TextOf(attribute, "Description") is { } text ? $"Description = {Literal.Of(text)}" : null;
        var isSecret = form == ParameterForm.Secret ? "IsSecret = true" : null;
        if ((description ?? isSecret) is not null)
            definition += $" {{ {description}{(description is not null && isSecret is not null ? ", " : "")}{isSecret} }}";
        var model = new MemberModel
        {
            Role = MemberRole.Parameter,
            Property = JobSyntax.Escape(property.Name),
            DisplayName = property.Name,
            Name = Literal.Of(name),
            Type = form,
            Checks = checks,
            Initialization = initialization,
            IsNullable = ParameterForm.IsNullable(property.Type),
        };
        return new(model, name, definition, property, attribute);

        JobMember? Refuse(string reason)
        {
            problems.ReportError(
                RuleIds.ParameterType, ProblemPlace.Type(property), property.Name,
                property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), reason);
            return null;
        }
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Reads a parameter.</summary>
internal static class ParameterParser
{
    public static JobMember? Parse(
        IPropertySymbol property, AttributeData attribute, ImmutableArray<AttributeData> attributes, MemberInitialization initialization,
        ProblemReporter problems)
    {
        if (HasErrorType(property.Type))
        {
            problems.MarkInvalid();
            return null;
        }

        if (ParameterForm.Of(property.Type) is not { } form)
        {
            problems.ReportError(
                RuleIds.ParameterType, ProblemPlace.Type(property), property.Name,
                property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), ParameterAdvice.For(property.Type));
            return null;
        }

        var facts = new TypeFacts(form, property.NullableAnnotation, ParameterForm.IsNullable(property.Type));
        var checks = CheckParser.Parse(attributes, property.Type, form, problems);
        return Parse(new(property.Name, facts, AttributeFacts.Of(attribute), initialization, property), checks, problems);
    }

    /// <summary>A parameter of a type that has a text form.</summary>
    public static JobMember Parse(MemberFacts parameter, EquatableArray<string> checks, ProblemReporter problems)
    {
        var name = parameter.Role.Name ?? SnakeCase.Of(parameter.Name);
        if (!NameRules.IsParameterName(name)) problems.ReportError(RuleIds.ParameterName, parameter.Role.PlaceOf(null), name);
        var definition = $"new({Literal.Of(name)})";
        var description = parameter.Role.TextOf("Description") is { } text ? $"Description = {Literal.Of(text)}" : null;
        var isSecret = parameter.Type.Code == ParameterForm.Secret ? "IsSecret = true" : null;
        if ((description ?? isSecret) is not null)
            definition += $" {{ {description}{(description is not null && isSecret is not null ? ", " : "")}{isSecret} }}";
        var model = new MemberModel
        {
            Role = MemberRole.Parameter,
            Property = JobSyntax.Escape(parameter.Name),
            DisplayName = parameter.Name,
            Name = Literal.Of(name),
            Type = parameter.Type.Code,
            Checks = checks,
            Initialization = parameter.Initialization,
            IsNullable = parameter.Type.IsNullable,
        };
        return new(model, name, definition, parameter);
    }

    private static bool HasErrorType(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => HasErrorType(array.ElementType),
        INamedTypeSymbol { TypeArguments: [var argument, ..] } => HasErrorType(argument),
        _ => false,
    };
}

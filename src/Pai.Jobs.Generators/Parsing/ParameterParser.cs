using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Reads a parameter.</summary>
internal static class ParameterParser
{
    public static JobMember? Parse(IPropertySymbol property, AttributeData attribute, ImmutableArray<AttributeData> attributes, MemberRebuild rebuild, ProblemSink problems)
    {
        if (HasErrorType(property.Type))
        {
            problems.Skip();
            return null;
        }

        if (ParameterForm.Of(property.Type) is not { } form)
        {
            problems.Error(RuleIds.ParameterType, ProblemPlace.Type(property), property.Name, property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            return null;
        }

        var name = ChannelParser.NameOf(attribute) ?? SnakeCase.Of(property.Name);
        if (!NameRules.IsParameterName(name)) problems.Error(RuleIds.ParameterName, ProblemPlace.Argument(attribute, null), name);
        var definition = $"new({Literal.Of(name)})";
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == "Description" && argument.Value.Value is string text) definition += $" {{ Description = {Literal.Of(text)} }}";
        var model = new MemberModel
        {
            Role = MemberRole.Parameter,
            Property = JobSyntax.Escape(property.Name),
            DisplayName = property.Name,
            Name = Literal.Of(name),
            Type = form,
            Checks = CheckParser.Parse(attributes, property.Type, form, problems),
            Rebuild = rebuild,
            IsNullable = ParameterForm.IsNullable(property.Type),
        };
        return new(model, name, definition, property, attribute);
    }

    private static bool HasErrorType(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => HasErrorType(array.ElementType),
        INamedTypeSymbol { TypeArguments: [var argument, ..] } => HasErrorType(argument),
        _ => false,
    };
}

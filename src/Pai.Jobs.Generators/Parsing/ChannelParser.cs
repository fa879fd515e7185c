using System.Text;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Reads an input or an output channel.</summary>
internal static class ChannelParser
{
    public static JobMember? Parse(IPropertySymbol property, AttributeData attribute, MemberRebuild rebuild, ProblemSink problems)
    {
        var isInput = attribute.AttributeClass!.Name == KnownNames.Input;
        var type = property.Type;
        // The compiler tells of a type that is not there.
        if (type.TypeKind == TypeKind.Error)
        {
            problems.Skip();
            return null;
        }

        if (!IsChannelType(type, isInput))
        {
            problems.Error(RuleIds.ChannelType, ProblemPlace.Type(property), property.Name, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), isInput ? "input" : "output", isInput ? ", DatasetId or LocalPath" : " or DatasetId");
            return null;
        }

        var name = NameOf(attribute) ?? SnakeCase.Of(property.Name);
        if (!NameRules.IsChannelName(name))
            problems.Error(RuleIds.ChannelName, NameOf(attribute) is null ? ProblemPlace.Name(property) : ProblemPlace.Argument(attribute, null), name, NameRules.ToChannelName(name));

        var definition = new StringBuilder("new(").Append(Literal.Of(name)).Append(')');
        var required = isInput && IsRequired(property, attribute, rebuild, problems);
        AppendSettings(definition, attribute, type, required, problems);
        var model = new MemberModel
        {
            Role = isInput ? MemberRole.Input : MemberRole.Output,
            Property = JobSyntax.Escape(property.Name),
            DisplayName = property.Name,
            Name = Literal.Of(name),
            Type = "PJ::" + type.Name,
            Rebuild = rebuild,
            IsNullable = !required,
        };
        return new(model, name, definition.ToString(), property, attribute);
    }

    /// <summary>The name that the attribute gives; null where it gives none.</summary>
    public static string? NameOf(AttributeData attribute) =>
        attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string : null;

    private static bool IsChannelType(ITypeSymbol type, bool isInput) =>
        RecordParser.IsOurs(type) && type.Name is KnownNames.OssUri or KnownNames.DataUri or KnownNames.NasUri or KnownNames.CpfsUri or KnownNames.DatasetId or KnownNames.LocalPath
        && (isInput || type.Name != KnownNames.LocalPath);

    private static bool IsRequired(IPropertySymbol property, AttributeData attribute, MemberRebuild rebuild, ProblemSink problems)
    {
        bool? given = null;
        var hasDefault = false;
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Required") given = argument.Value.Value as bool?;
            if (argument.Key == "DefaultUri") hasDefault = argument.Value.Value is string;
        }

        if (given == true && hasDefault) problems.Tell(RuleIds.RequiredWithDefault, ProblemPlace.Argument(attribute, "Required"), property.Name);
        if (given is { } value) return value && !hasDefault;
        if (hasDefault) return false;
        return property.NullableAnnotation switch
        {
            NullableAnnotation.Annotated => false,
            NullableAnnotation.NotAnnotated => true,
            // Code without nullable annotations says it by other means, or not at all.
            _ => rebuild != MemberRebuild.With,
        };
    }

    private static void AppendSettings(StringBuilder definition, AttributeData attribute, ITypeSymbol type, bool required, ProblemSink problems)
    {
        var separator = " { ";
        if (required) Append("Required", "true");
        foreach (var argument in attribute.NamedArguments)
        {
            switch (argument.Key)
            {
                case "DefaultUri" or "Uri" when argument.Value.Value is string text:
                    if (LocationLiteral.ProblemOf(text, type.Name) is { } problem) problems.Error(RuleIds.Location, ProblemPlace.Argument(attribute, argument.Key), problem);
                    Append(argument.Key, Literal.Of(text));
                    break;
                case "MountPath" when argument.Value.Value is string path:
                    if (MountPath.ProblemOf(path) is { } wrong) problems.Error(RuleIds.MountPath, ProblemPlace.Argument(attribute, argument.Key), path, wrong);
                    Append(argument.Key, Literal.Of(path));
                    break;
                case "MountAccess" when Literal.Of(argument.Value) is { } access:
                    Append(argument.Key, access);
                    break;
            }
        }

        if (separator == ", ") definition.Append(" }");

        void Append(string name, string value)
        {
            definition.Append(separator).Append(name).Append(" = ").Append(value);
            separator = ", ";
        }
    }
}

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

        var facts = new TypeFacts(type.Name, property.NullableAnnotation, ParameterForm.IsNullable(type));
        return Parse(new(property.Name, facts, AttributeFacts.Of(attribute), rebuild, property), problems);
    }

    /// <summary>A channel of a type that can be one.</summary>
    public static JobMember Parse(MemberFacts channel, ProblemSink problems)
    {
        var isInput = channel.Role.ClassName == KnownNames.Input;
        var name = channel.Role.Name ?? SnakeCase.Of(channel.Name);
        if (!NameRules.IsChannelName(name))
            problems.Error(RuleIds.ChannelName, channel.Role.Name is null ? channel.Place : channel.Role.PlaceOf(null), name, NameRules.ToChannelName(name));

        var definition = new StringBuilder("new(").Append(Literal.Of(name)).Append(')');
        var required = isInput && IsRequired(channel, problems);
        AppendSettings(definition, channel, required, problems);
        var model = new MemberModel
        {
            Role = isInput ? MemberRole.Input : MemberRole.Output,
            Property = JobSyntax.Escape(channel.Name),
            DisplayName = channel.Name,
            Name = Literal.Of(name),
            Type = "PJ::" + channel.Type.Code,
            Rebuild = channel.Rebuild,
            IsNullable = !required,
        };
        return new(model, name, definition.ToString(), channel);
    }

    private static bool IsChannelType(ITypeSymbol type, bool isInput) =>
        RecordParser.IsOurs(type) && type.Name is KnownNames.OssUri or KnownNames.DataUri or KnownNames.NasUri or KnownNames.CpfsUri or KnownNames.DatasetId or KnownNames.LocalPath
        && (isInput || type.Name != KnownNames.LocalPath);

    private static bool IsRequired(MemberFacts channel, ProblemSink problems)
    {
        var given = channel.Role["Required"].Value as bool?;
        var hasDefault = channel.Role.TextOf("DefaultUri") is not null;
        if (given == true && hasDefault) problems.Tell(RuleIds.RequiredWithDefault, channel.Role.PlaceOf("Required"), channel.Name);
        if (given is { } value) return value && !hasDefault;
        if (hasDefault) return false;
        return channel.Type.Annotation switch
        {
            NullableAnnotation.Annotated => false,
            NullableAnnotation.NotAnnotated => true,
            // Code without nullable annotations says it by other means, or not at all.
            _ => channel.Rebuild != MemberRebuild.With,
        };
    }

    private static void AppendSettings(StringBuilder definition, MemberFacts channel, bool required, ProblemSink problems)
    {
        var separator = " { ";
        if (required) Append("Required", "true");
        foreach (var (key, value) in channel.Role.Named)
        {
            switch (key)
            {
                case "DefaultUri" or "Uri" when value.Value is string text:
                    if (LocationLiteral.ProblemOf(text, channel.Type.Code) is { } problem) problems.Error(RuleIds.Location, channel.Role.PlaceOf(key), problem);
                    Append(key, Literal.Of(text));
                    break;
                case "MountPath" when value.Value is string path:
                    if (MountPath.ProblemOf(path) is { } wrong) problems.Error(RuleIds.MountPath, channel.Role.PlaceOf(key), path, wrong);
                    Append(key, Literal.Of(path));
                    break;
                case "MountAccess" when value.Code is { } access:
                    Append(key, access);
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

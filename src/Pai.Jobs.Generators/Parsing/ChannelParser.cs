using System.Text;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Reads an input or an output channel.</summary>
internal static class ChannelParser
{
    public static JobMember? Parse(
        IPropertySymbol property, AttributeData attribute, MemberInitialization initialization, ProblemReporter problems)
    {
        var isInput = attribute.AttributeClass!.Name == KnownNames.Input;
        var type = property.Type;
        // The compiler tells of a type that is not there.
        if (type.TypeKind == TypeKind.Error)
        {
            problems.MarkInvalid();
            return null;
        }

        if (!IsChannelType(type, isInput))
        {
            problems.ReportError(
                RuleIds.ChannelType, ProblemPlace.Type(property), property.Name,
                type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), isInput ? "input" : "output",
                isInput ? ", DatasetId or LocalPath" : " or DatasetId");
            return null;
        }

        var facts = new TypeFacts(type.Name, property.NullableAnnotation, ParameterForm.IsNullable(type));
        return Parse(new(property.Name, facts, AttributeFacts.Of(attribute), initialization, property), problems);
    }

    /// <summary>A channel of a type that can be one.</summary>
    public static JobMember Parse(MemberFacts channel, ProblemReporter problems)
    {
        var isInput = channel.Role.ClassName == KnownNames.Input;
        var name = channel.Role.Name ?? SnakeCase.Of(channel.Name);
        if (!NameRules.IsChannelName(name))
            problems.ReportError(
                RuleIds.ChannelName, channel.Role.Name is null ? channel.Place : channel.Role.PlaceOf(null), name,
                NameRules.ToChannelName(name));

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
            Initialization = channel.Initialization,
            IsNullable = !required,
        };
        return new(model, name, definition.ToString(), channel);
    }

    private static bool IsChannelType(ITypeSymbol type, bool isInput) =>
        RecordParser.IsOurs(type) && type.Name is KnownNames.OssUri or KnownNames.DataLocation or KnownNames.NasUri or KnownNames.CpfsUri
            or KnownNames.DatasetId or KnownNames.LocalPath
        && (isInput || type.Name != KnownNames.LocalPath);

    private static bool IsRequired(MemberFacts channel, ProblemReporter problems)
    {
        var given = channel.Role["Required"].Value as bool?;
        var hasDefault = channel.Role.TextOf("DefaultUri") is not null;
        if (given == true && hasDefault) problems.Report(RuleIds.RequiredWithDefault, channel.Role.PlaceOf("Required"), channel.Name);
        if (given is { } value) return value && !hasDefault;
        if (hasDefault) return false;
        return channel.Type.Annotation switch
        {
            NullableAnnotation.Annotated => false,
            NullableAnnotation.NotAnnotated => true,
            // Code without nullable annotations says it by other means, or not at all.
            _ => channel.Initialization != MemberInitialization.WithExpression,
        };
    }

    private static void AppendSettings(StringBuilder definition, MemberFacts channel, bool required, ProblemReporter problems)
    {
        var separator = " { ";
        if (required) Append("Required", "true");
        foreach (var (key, value) in channel.Role.Named)
        {
            switch (key)
            {
                case "DefaultUri" or "Uri" when value.Value is string text:
                    if (LocationLiteral.ProblemOf(text, channel.Type.Code) is { } problem)
                        problems.ReportError(RuleIds.Location, channel.Role.PlaceOf(key), problem, text, channel.Type.Code);
                    Append(key, Literal.Of(text));
                    break;
                case "MountPath" when value.Value is string path:
                    if (MountPathRules.ProblemOf(path) is { } wrong)
                        problems.ReportError(RuleIds.MountPath, channel.Role.PlaceOf(key), path, wrong);
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

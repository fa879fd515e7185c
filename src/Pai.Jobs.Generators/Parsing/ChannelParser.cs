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
        if (UnseenCode.IsUnknown(type))
        {
            problems.ReportUnseen(ProblemPlace.Type(property));
            return null;
        }

        if (!IsChannelType(type, isInput))
        {
            problems.ReportError(
                RuleIds.ChannelType, ProblemPlace.Type(property), property.Name,
                type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), WordOf(attribute),
                isInput ? ", DatasetId or LocalPath" : " or DatasetId");
            return null;
        }

        var given = Arguments.NameOf(attribute);
        var name = given ?? SnakeCase.Of(property.Name);
        if (!NameRules.IsChannelName(name))
            problems.ReportError(
                RuleIds.ChannelName, given is null ? ProblemPlace.Name(property) : ProblemPlace.Argument(attribute, null), name,
                NameRules.ToChannelName(name));

        var definition = new StringBuilder("new(").Append(Literal.Of(name)).Append(')');
        var required = isInput && IsRequired(property, attribute, initialization, problems);
        AppendSettings(definition, attribute, type.Name, required, problems);
        var model = new MemberModel
        {
            Role = isInput ? MemberRole.Input : MemberRole.Output,
            Property = JobSyntax.Escape(property.Name),
            DisplayName = property.Name,
            Name = Literal.Of(name),
            Type = "PJ::" + type.Name,
            Initialization = initialization,
            IsNullable = !required,
        };
        return new(model, name, definition.ToString(), property, attribute);
    }

    private static string WordOf(AttributeData attribute) => attribute.AttributeClass!.Name switch
    {
        KnownNames.Input => "input",
        KnownNames.Checkpoint => "checkpoint",
        _ => "output",
    };

    private static bool IsChannelType(ITypeSymbol type, bool isInput) =>
        RecordParser.IsOurs(type) && type.Name is KnownNames.OssUri or KnownNames.DataLocation or KnownNames.NasUri or KnownNames.CpfsUri
            or KnownNames.DatasetId or KnownNames.LocalPath
        && (isInput || type.Name != KnownNames.LocalPath);

    private static bool IsRequired(
        IPropertySymbol property, AttributeData attribute, MemberInitialization initialization, ProblemReporter problems)
    {
        var given = Arguments.ValueOf(Arguments.Named(attribute, "Required")) as bool?;
        var hasDefault = Arguments.TextOf(attribute, "DefaultUri") is not null;
        if (given == true && hasDefault)
            problems.Report(RuleIds.RequiredWithDefault, ProblemPlace.Argument(attribute, "Required"), property.Name);
        if (given is { } value) return value && !hasDefault;
        if (hasDefault) return false;
        return property.NullableAnnotation switch
        {
            NullableAnnotation.Annotated => false,
            NullableAnnotation.NotAnnotated => true,
            // Code without nullable annotations says it by other means, or not at all.
            _ => initialization != MemberInitialization.WithExpression,
        };
    }

    private static void AppendSettings(
        StringBuilder definition, AttributeData attribute, string type, bool required, ProblemReporter problems)
    {
        var separator = " { ";
        if (required) Append("Required", "true");
        if (attribute.AttributeClass!.Name == KnownNames.Checkpoint) Append("IsCheckpoint", "true");
        foreach (var argument in attribute.NamedArguments)
        {
            var (key, value) = (argument.Key, argument.Value);
            switch (key)
            {
                case "DefaultUri" or "Uri" when Arguments.ValueOf(value) is string text:
                    if (LocationLiteral.ProblemOf(text, type) is { } problem)
                        problems.ReportError(RuleIds.Location, ProblemPlace.Argument(attribute, key), problem, text, type);
                    Append(key, Literal.Of(text));
                    break;
                case "MountPath" when Arguments.ValueOf(value) is string path:
                    if (MountPathRules.ProblemOf(path) is { } wrong)
                        problems.ReportError(RuleIds.MountPath, ProblemPlace.Argument(attribute, key), path, wrong);
                    Append(key, Literal.Of(path));
                    break;
                case "MountOptions" or "DatasetVersion" when Arguments.ValueOf(value) is string setting:
                    Append(key, Literal.Of(setting));
                    break;
                case "Append" when Arguments.ValueOf(value) is true:
                    Append(key, "true");
                    break;
                case "MountAccess" when Arguments.ValueOf(value) is not null && Literal.Of(value) is { } access:
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

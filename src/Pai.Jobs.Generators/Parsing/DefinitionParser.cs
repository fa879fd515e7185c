using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Reads what the attributes of the record say: the initialiser of its definition.</summary>
internal static class DefinitionParser
{
    private const string Map = "new global::System.Collections.Generic.Dictionary<string, string> { ";

    /// <summary>The members of the initialiser, in code.</summary>
    public static EquatableArray<string> Parse(INamedTypeSymbol type, AttributeData attribute, List<JobMember> members)
    {
        var arguments = new Dictionary<string, TypedConstant>();
        foreach (var argument in attribute.NamedArguments) arguments[argument.Key] = argument.Value;

        var lines = new List<string> { "BaseJobName = " + Literal.Of(TextOf(arguments, "BaseJobName") ?? SnakeCase.Of(type.Name)) };
        foreach (var argument in attribute.NamedArguments)
            if (LineOf(argument.Key, argument.Value) is { } line) lines.Add(line);
        AddVpc(lines, arguments);
        AddSpot(lines, arguments);
        AddMaps(lines, type);
        AddMembers(lines, members, MemberRole.Input, "Inputs = new PJ::InputDefinition[]");
        AddMembers(lines, members, MemberRole.Output, "Outputs = new PJ::OutputDefinition[]");
        AddMembers(lines, members, MemberRole.Parameter, "Parameters = new PJ::ParameterDefinition[]");
        return new(lines.ToArray());
    }

    /// <summary>The command, in code; null where there is none.</summary>
    public static string? ParseCommand(AttributeData attribute, ProblemSink problems)
    {
        if (attribute.ConstructorArguments.Length != 1)
        {
            problems.Skip();
            return null;
        }

        var argument = attribute.ConstructorArguments[0];
        var isEmpty = argument.Kind == TypedConstantKind.Array
            ? argument.IsNull || argument.Values.Length == 0 || argument.Values[0].Value is not string { Length: > 0 }
            : argument.Value is not string text || text.Trim().Length == 0;
        if (isEmpty && argument.Kind != TypedConstantKind.Error) problems.Error(RuleIds.EmptyCommand, ProblemPlace.Argument(attribute, null));
        return isEmpty ? null : Literal.Of(argument);
    }

    /// <summary>Whether the compiler objects to the attribute: then what it sets is not known.</summary>
    public static bool IsHalfTyped(AttributeData attribute)
    {
        foreach (var argument in attribute.ConstructorArguments)
            if (argument.Kind == TypedConstantKind.Error) return true;
        foreach (var argument in attribute.NamedArguments)
            if (argument.Value.Kind == TypedConstantKind.Error) return true;
        return attribute.AttributeConstructor is null;
    }

    private static string? TextOf(Dictionary<string, TypedConstant> arguments, string name) =>
        arguments.TryGetValue(name, out var value) ? value.Value as string : null;

    /// <summary>The line of an argument that stands in the definition under the same name.</summary>
    private static string? LineOf(string name, TypedConstant value)
    {
        switch (name)
        {
            case "SourceDir" or "Image" or "Framework" or "FrameworkVersion" or "InstanceType" or "OutputPath" or "ResourceId" or "Description":
                return value.Value is string text ? $"{name} = {Literal.Of(text)}" : null;
            case "Accelerator" or "JobType" or "ResourceType" or "InstanceCount" or "MaxRunTimeSeconds" or "Priority":
                return value.Value is not null && Literal.Of(value) is { } literal ? $"{name} = {literal}" : null;
            case "Requirements":
                return !value.IsNull && Literal.Of(value) is { } list ? $"{name} = {list}" : null;
            default:
                return null;
        }
    }

    private static void AddVpc(List<string> lines, Dictionary<string, TypedConstant> arguments)
    {
        var id = TextOf(arguments, "VpcId");
        var group = TextOf(arguments, "SecurityGroupId");
        var node = TextOf(arguments, "SwitchId");
        if (id is null && group is null && node is null) return;
        var line = $"UserVpc = new({Literal.Of(id ?? "")}, {Literal.Of(group ?? "")}{(node is null ? "" : ", " + Literal.Of(node))})";
        if (arguments.TryGetValue("ExtendedCidrs", out var ranges) && !ranges.IsNull && Literal.Of(ranges) is { } list) line += $" {{ ExtendedCidrs = {list} }}";
        lines.Add(line);
    }

    private static void AddSpot(List<string> lines, Dictionary<string, TypedConstant> arguments)
    {
        if (!arguments.TryGetValue("SpotStrategy", out var strategy) || strategy.Value is 0 || Literal.Of(strategy) is not { } literal) return;
        lines.Add($"Spot = new({literal}, {Limit("SpotDiscountLimit")}, {Limit("SpotPriceLimit")})");

        string Limit(string name) => arguments.TryGetValue(name, out var limit) && limit.Value is double and not 0 ? Literal.Of(limit)! : "null";
    }

    private static void AddMaps(List<string> lines, INamedTypeSymbol type)
    {
        StringBuilder? environment = null, labels = null, settings = null;
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: KnownNames.EnvironmentVariable or KnownNames.Label or KnownNames.Setting } attributeClass || !RecordParser.IsOurs(attributeClass)) continue;
            if (attribute.ConstructorArguments is not [{ Value: string name }, { Value: string value }]) continue;
            var entry = $"[{Literal.Of(name)}] = {Literal.Of(value)}, ";
            if (attributeClass.Name == KnownNames.EnvironmentVariable) (environment ??= new(Map)).Append(entry);
            else if (attributeClass.Name == KnownNames.Label) (labels ??= new(Map)).Append(entry);
            else (settings ??= new(Map)).Append(entry);
        }

        if (environment is not null) lines.Add($"Environment = {environment}}}");
        if (labels is not null) lines.Add($"Labels = {labels}}}");
        if (settings is not null) lines.Add($"Settings = {settings}}}");
    }

    private static void AddMembers(List<string> lines, List<JobMember> members, MemberRole role, string header)
    {
        StringBuilder? text = null;
        foreach (var member in members)
        {
            if (member.Model.Role != role) continue;
            text = text is null ? new StringBuilder(header).Append(" { ") : text.Append(", ");
            text.Append(member.Definition);
        }

        if (text is not null) lines.Add(text.Append(" }").ToString());
    }
}

using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Reads what the attributes of the record say: the initialiser of its definition.</summary>
internal static class DefinitionParser
{
    private const string StringMap = "new global::System.Collections.Generic.Dictionary<string, string> { ";
    private const string EnvironmentMap = "new global::System.Collections.Generic.Dictionary<string, PJ::EnvironmentValue> { ";

    /// <summary>The members of the initialiser, in code.</summary>
    /// <param name="type">The record.</param>
    /// <param name="job">Its attribute.</param>
    /// <param name="members">Its channels and parameters.</param>
    public static EquatableArray<string> Parse(INamedTypeSymbol type, AttributeData job, List<JobMember> members)
    {
        var lines = new List<string> { "BaseJobName = " + Literal.Of(Arguments.TextOf(job, "BaseJobName") ?? SnakeCase.Of(type.Name)) };
        foreach (var argument in job.NamedArguments)
            if (LineOf(argument.Key, argument.Value) is { } line) lines.Add(line);
        var others = OthersOf(type);
        AddVpc(lines, job);
        AddSpot(lines, job);
        AddMap(lines, "Environment", EnvironmentMap, KnownNames.EnvironmentVariable, others);
        AddMap(lines, "Labels", StringMap, KnownNames.Label, others);
        AddMap(lines, "Settings", StringMap, KnownNames.Setting, others);
        AddRetry(lines, others);
        AddMembers(lines, members, MemberRole.Input, "Inputs = new PJ::InputDefinition[]");
        AddMembers(lines, members, MemberRole.Output, "Outputs = new PJ::OutputDefinition[]");
        AddMembers(lines, members, MemberRole.Parameter, "Parameters = new PJ::ParameterDefinition[]");
        return new(lines.ToArray());
    }

    /// <summary>The command, in code; null where there is none.</summary>
    public static string? ParseCommand(AttributeData attribute, ProblemReporter problems)
    {
        if (attribute.ConstructorArguments is not [var argument]) return null;
        var isEmpty = argument.Kind == TypedConstantKind.Array
            ? argument.IsNull || argument.Values.Length == 0 || argument.Values[0].Value is not string { Length: > 0 }
            : argument.Value is not string text || text.Trim().Length == 0;
        if (isEmpty && argument.Kind != TypedConstantKind.Error)
            problems.ReportError(RuleIds.EmptyCommand, ProblemPlace.Argument(attribute, null));
        return isEmpty ? null : Literal.Of(argument);
    }

    /// <summary>True if the compiler objects to the attribute: then what it sets is not known.</summary>
    public static bool IsHalfTyped(AttributeData attribute)
    {
        foreach (var argument in attribute.ConstructorArguments)
            if (argument.Kind == TypedConstantKind.Error) return true;
        foreach (var argument in attribute.NamedArguments)
            if (argument.Value.Kind == TypedConstantKind.Error) return true;
        return attribute.AttributeConstructor is null;
    }

    /// <summary>The library's other attributes of a record: variables, labels, settings and retries.</summary>
    public static List<AttributeData> OthersOf(INamedTypeSymbol type)
    {
        var others = new List<AttributeData>();
        foreach (var attribute in type.GetAttributes())
            if (attribute.AttributeClass is
                { Name: KnownNames.EnvironmentVariable or KnownNames.Label or KnownNames.Setting or KnownNames.Retry } other
                && RecordParser.IsOurs(other)) others.Add(attribute);
        return others;
    }

    /// <summary>The line of an argument that stands in the definition under the same name.</summary>
    private static string? LineOf(string name, TypedConstant value)
    {
        switch (name)
        {
            case "SourceDir" or "SourceProject" or "Image" or "Framework" or "FrameworkVersion" or "InstanceType" or "OutputPath"
                or "ResourceId" or "Description":
                return Arguments.ValueOf(value) is string text ? $"{name} = {Literal.Of(text)}" : null;
            case "Accelerator" or "JobType" or "ResourceType" or "InstanceCount" or "MaxRunTimeSeconds" or "Priority":
                return Arguments.ValueOf(value) is not null && Literal.Of(value) is { } literal ? $"{name} = {literal}" : null;
            case "Requirements":
                return !value.IsNull && Literal.Of(value) is { } list ? $"{name} = {list}" : null;
            default:
                return null;
        }
    }

    private static void AddVpc(List<string> lines, AttributeData job)
    {
        var id = Arguments.TextOf(job, "VpcId");
        var group = Arguments.TextOf(job, "SecurityGroupId");
        var node = Arguments.TextOf(job, "SwitchId");
        if (id is null && group is null && node is null) return;
        var line = $"UserVpc = new() {{ VpcId = {Literal.Of(id ?? "")}, SecurityGroupId = {Literal.Of(group ?? "")}";
        if (node is not null) line += $", SwitchId = {Literal.Of(node)}";
        var cidrs = Arguments.Named(job, "ExtendedCidrs");
        if (!cidrs.IsNull && Literal.Of(cidrs) is { } list) line += $", ExtendedCidrs = {list}";
        lines.Add(line + " }");
    }

    private static void AddSpot(List<string> lines, AttributeData job)
    {
        var given = Arguments.Named(job, "SpotStrategy");
        if (Arguments.ValueOf(given) is null or 0 || Literal.Of(given) is not { } strategy) return;
        lines.Add($"Spot = new() {{ Strategy = {strategy}{Limit("DiscountLimit")}{Limit("PriceLimit")} }}");

        string Limit(string name)
        {
            var value = Arguments.Named(job, "Spot" + name);
            return Arguments.ValueOf(value) is double and not 0 && Literal.Of(value) is { } limit ? $", {name} = {limit}" : "";
        }
    }

    private static void AddMap(List<string> lines, string name, string map, string className, List<AttributeData> attributes)
    {
        StringBuilder? text = null;
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass!.Name != className
                || attribute.ConstructorArguments is not [var first, ..]
                || Arguments.ValueOf(first) is not string key
                || ValueOf(attribute) is not { } value) continue;
            (text ??= new($"{name} = {map}")).Append('[').Append(Literal.Of(key)).Append("] = ").Append(value).Append(", ");
        }

        if (text is not null) lines.Add(text.Append('}').ToString());
    }

    /// <summary>The library turns the attribute into options: it has the defaults.</summary>
    private static void AddRetry(List<string> lines, List<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass!.Name != KnownNames.Retry) continue;
            var text = new StringBuilder("Retry = new PJ::RetryAttribute() { ");
            foreach (var argument in attribute.NamedArguments)
                if (!argument.Value.IsNull && Literal.Of(argument.Value) is { } value)
                    text.Append(argument.Key).Append(" = ").Append(value).Append(", ");
            lines.Add(text.Append("}.ToOptions()").ToString());
            return;
        }
    }

    /// <summary>The value of a variable, a label or a setting in code: a string, or a secret by its reference.</summary>
    private static string? ValueOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [_, var second] && Arguments.ValueOf(second) is string value ? Literal.Of(value)
        : Arguments.TextOf(attribute, "SecretReference") is { } reference ? $"PJ::Secret.Parse({Literal.Of(reference)})"
        : null;

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

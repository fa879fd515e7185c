using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Finds the channels and parameters of a record, its own and the inherited ones.</summary>
internal static class MemberParser
{
    public static List<JobMember> Parse(INamedTypeSymbol type, RecordShape record, Compilation compilation, ProblemSink problems, CancellationToken cancellationToken)
    {
        var members = new List<JobMember>();
        HashSet<string>? hidden = null;
        for (var current = type; current is not null && current.SpecialType is SpecialType.None; current = current.BaseType)
        {
            var own = new List<JobMember>();
            var hasBase = current.BaseType is { SpecialType: SpecialType.None };
            foreach (var symbol in current.GetMembers())
            {
                if (symbol is IFieldSymbol { IsRequired: true } field) CheckRequired(type, field, problems);
                if (symbol is not IPropertySymbol property || (property.IsImplicitlyDeclared && property.Name == "EqualityContract")) continue;
                if (hidden?.Contains(property.Name) == true) continue;
                if (hasBase) (hidden ??= new()).Add(property.Name);
                if (Parse(type, property, record, compilation, problems, cancellationToken) is { } member) own.Add(member);
            }

            members.InsertRange(0, own);
        }

        if (record is { IsPositional: true, Constructor: { } constructor }) CheckPositional(type, constructor, members, problems);
        DuplicateNames.Check(members, problems);
        return members;
    }

    /// <summary>The arguments of the record's constructor, in code.</summary>
    public static EquatableArray<string> ArgumentsOf(RecordShape record, List<JobMember> members)
    {
        if (record is not { IsPositional: true, Constructor: { } constructor }) return default;
        var arguments = new List<string>();
        foreach (var parameter in constructor.Parameters)
        {
            foreach (var member in members)
                if (member.Symbol.Name == parameter.Name && member.Model.Rebuild == MemberRebuild.Argument) arguments.Add(JobSyntax.Escape(parameter.Name));
        }

        return new(arguments.ToArray());
    }

    private static JobMember? Parse(
        INamedTypeSymbol type, IPropertySymbol property, RecordShape record, Compilation compilation, ProblemSink problems, CancellationToken cancellationToken)
    {
        var positional = PositionalOf(property, record);
        var attributes = property.GetAttributes();
        if (positional is not null) attributes = attributes.AddRange(positional.GetAttributes());
        var role = FindRole(attributes, property, problems);
        if (role is null)
        {
            if (property.IsRequired) CheckRequired(type, property, problems);
            return null;
        }

        if (!CanBeUsed(type, property, compilation, problems)) return null;
        var rebuild = positional is { HasExplicitDefaultValue: false } ? MemberRebuild.Argument : property.IsRequired ? MemberRebuild.Initializer : MemberRebuild.With;
        return role.AttributeClass!.Name == KnownNames.Parameter
            ? ParameterParser.Parse(property, role, attributes, rebuild, problems)
            : ChannelParser.Parse(property, role, rebuild, problems);
    }

    /// <summary>The constructor parameter that a positional record's property is made of; attributes may stand on it.</summary>
    private static IParameterSymbol? PositionalOf(IPropertySymbol property, RecordShape record)
    {
        if (record is not { IsPositional: true, Constructor: { } constructor } || !SymbolEqualityComparer.Default.Equals(property.ContainingType, constructor.ContainingType)) return null;
        foreach (var parameter in constructor.Parameters)
            if (parameter.Name == property.Name) return parameter;
        return null;
    }

    private static AttributeData? FindRole(ImmutableArray<AttributeData> attributes, IPropertySymbol property, ProblemSink problems)
    {
        AttributeData? role = null;
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is not { Name: KnownNames.Input or KnownNames.Output or KnownNames.Parameter } attributeClass || !RecordParser.IsOurs(attributeClass)) continue;
            if (role is not null) problems.Error(RuleIds.TwoRoles, ProblemPlace.Attribute(attribute), property.Name);
            role ??= attribute;
        }

        return role;
    }

    private static bool CanBeUsed(INamedTypeSymbol type, IPropertySymbol property, Compilation compilation, ProblemSink problems)
    {
        if (property.IsStatic || property.IsIndexer)
        {
            problems.Error(RuleIds.WrongMember, ProblemPlace.Name(property), property.Name, property.IsStatic ? "static" : "an indexer");
            return false;
        }

        var isOwn = SymbolEqualityComparer.Default.Equals(property.ContainingType, type);
        var reason = property.GetMethod is null || !(isOwn || compilation.IsSymbolAccessibleWithin(property.GetMethod, type)) ? "read"
            : property.SetMethod is null || !(isOwn || compilation.IsSymbolAccessibleWithin(property.SetMethod, type)) ? "set"
            : null;
        if (reason is null) return true;
        problems.Error(RuleIds.PropertyNotSettable, ProblemPlace.Name(property), property.Name, reason, type.Name);
        return false;
    }

    private static void CheckRequired(INamedTypeSymbol type, ISymbol member, ProblemSink problems) =>
        problems.Error(
            RuleIds.CannotBeRebuilt,
            member.Locations.Length > 0 && member.Locations[0].IsInSource ? ProblemPlace.Name(member) : ProblemPlace.Name(type),
            type.Name,
            $"its required member '{member.Name}' is neither a channel nor a parameter");

    private static void CheckPositional(INamedTypeSymbol type, IMethodSymbol constructor, List<JobMember> members, ProblemSink problems)
    {
        foreach (var parameter in constructor.Parameters)
        {
            var isMember = parameter.HasExplicitDefaultValue;
            foreach (var member in members) isMember |= member.Symbol.Name == parameter.Name;
            if (!isMember && !HasRole(parameter)) problems.Error(RuleIds.CannotBeRebuilt, ProblemPlace.Name(parameter), type.Name, $"its positional parameter '{parameter.Name}' is neither a channel nor a parameter, and has no default");
        }
    }

    /// <summary>Whether it is meant to be a member: then what is wrong with it is told already.</summary>
    private static bool HasRole(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
            if (attribute.AttributeClass is { Name: KnownNames.Input or KnownNames.Output or KnownNames.Parameter }) return true;
        return false;
    }
}

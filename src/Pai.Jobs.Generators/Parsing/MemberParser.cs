using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Finds the channels and parameters of a record, its own and the inherited ones.</summary>
internal static class MemberParser
{
    public static List<JobMember> Parse(
        INamedTypeSymbol type, RecordShape record, Compilation compilation, ProblemReporter problems, CancellationToken cancellationToken)
    {
        var members = new List<JobMember>();
        Dictionary<string, IPropertySymbol>? hiding = null;
        for (var current = type; current is not null && current.SpecialType is SpecialType.None; current = current.BaseType)
        {
            var own = new List<JobMember>();
            UnseenCode.NoteBase(current, problems);
            var hasBase = current.BaseType is { SpecialType: SpecialType.None };
            foreach (var symbol in SourceOrder.Of(current))
            {
                if (symbol is IFieldSymbol { IsRequired: true } field) CheckRequired(type, field, record, problems);
                if (symbol is not IPropertySymbol property || (property.IsImplicitlyDeclared && property.Name == "EqualityContract"))
                    continue;
                if (hiding is not null && hiding.TryGetValue(property.Name, out var hides))
                {
                    CheckHidden(type, property, hides, members, problems);
                    continue;
                }

                if (hasBase) (hiding ??= new()).Add(property.Name, property);
                if (Parse(type, property, record, compilation, problems) is { } member) own.Add(member);
            }

            members.InsertRange(0, own);
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (record is { IsPositional: true, Constructor: { } constructor }) CheckPositional(type, constructor, members, problems);
        if (HasDefaultsOnly(type, record) && FixedArgumentOf(type, record, compilation) is null)
            problems.ReportUnseen(ProblemPlace.Default(record.Constructor!.Parameters[0]));
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
                if (member.Symbol.Name == parameter.Name && member.Model.Initialization == MemberInitialization.ConstructorArgument)
                    arguments.Add(JobSyntax.Escape(parameter.Name));
        }

        return new(arguments.ToArray());
    }

    /// <summary>
    /// The argument that selects a struct's positional constructor where all its parameters have defaults: <c>new()</c> would skip it.
    /// </summary>
    public static string? FixedArgumentOf(INamedTypeSymbol type, RecordShape record, Compilation compilation)
    {
        if (!HasDefaultsOnly(type, record)) return null;
        foreach (var parameter in record.Constructor!.Parameters)
            if (IsDefaultKnown(parameter, compilation)) return JobSyntax.Escape(parameter.Name) + ": " + Literal.OfDefault(parameter);
        return null;
    }

    private static bool HasDefaultsOnly(INamedTypeSymbol type, RecordShape record)
    {
        if (!type.IsValueType || record is not { IsPositional: true, Constructor.Parameters: { IsEmpty: false } parameters }) return false;
        foreach (var parameter in parameters)
            if (!RecordParser.HasDefault(parameter)) return false;
        return true;
    }

    /// <summary>True if the default of a parameter is bound; that of an unbound one looks as null does.</summary>
    private static bool IsDefaultKnown(IParameterSymbol parameter, Compilation compilation) =>
        !parameter.HasExplicitDefaultValue
            || parameter.ExplicitDefaultValue is not null
            || parameter.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax() is not ParameterSyntax { Default.Value: { } value }
            || value is LiteralExpressionSyntax or DefaultExpressionSyntax or BaseObjectCreationExpressionSyntax
            || compilation.GetSemanticModel(value.SyntaxTree).GetConstantValue(value).HasValue;

    private static JobMember? Parse(
        INamedTypeSymbol type, IPropertySymbol property, RecordShape record, Compilation compilation, ProblemReporter problems)
    {
        var attributes = AttributesOf(
            property, hasParameters: record.IsPositional || !SymbolEqualityComparer.Default.Equals(property.ContainingType, type));
        UnseenCode.NoteAttributes(attributes, problems);
        var role = FindRole(attributes, property, problems);
        if (role is null)
        {
            if (property.IsRequired) CheckRequired(type, property, record, problems);
            return null;
        }

        if (UnseenCode.Report(role, problems)) return null;
        var argument = ArgumentOf(property, record);
        if (!CanBeUsed(type, property, argument is not null, compilation, problems)) return null;
        var initialization = argument is not null ? MemberInitialization.ConstructorArgument
            : property.IsRequired && !record.SetsRequiredMembers ? MemberInitialization.ObjectInitializer
            : MemberInitialization.WithExpression;
        return role.AttributeClass!.Name == KnownNames.Parameter
            ? ParameterParser.Parse(property, role, attributes, initialization, type, compilation, problems)
            : ChannelParser.Parse(property, role, initialization, problems);
    }

    /// <summary>
    /// The attributes of a property and of the positional parameter that declares it; those of what it overrides where it has no role
    /// itself.
    /// </summary>
    private static ImmutableArray<AttributeData> AttributesOf(IPropertySymbol property, bool hasParameters = true)
    {
        var attributes = property.GetAttributes();
        if (hasParameters && DeclaringParameterOf(property) is { } parameter) attributes = attributes.AddRange(parameter.GetAttributes());
        return property.OverriddenProperty is { } overridden && !HasRole(attributes)
            ? attributes.AddRange(AttributesOf(overridden))
            : attributes;
    }

    /// <summary>
    /// The positional parameter that declares a property. In another assembly nobody knows which constructor that is: all count.
    /// </summary>
    private static IParameterSymbol? DeclaringParameterOf(IPropertySymbol property)
    {
        var type = property.ContainingType;
        var isFromSource = !type.DeclaringSyntaxReferences.IsEmpty;
        if (isFromSource && (!type.IsRecord
            || property.DeclaringSyntaxReferences is not [var own]
            || own.GetSyntax() is not (ParameterSyntax or PropertyDeclarationSyntax))) return null;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.IsEmpty || (isFromSource && !RecordParser.IsPositional(constructor))) continue;
            foreach (var parameter in constructor.Parameters)
                if (parameter.Name == property.Name) return parameter;
        }

        return null;
    }

    /// <summary>The argument of the record's own positional constructor that a property needs, its own or an inherited one.</summary>
    private static IParameterSymbol? ArgumentOf(IPropertySymbol property, RecordShape record)
    {
        if (record is not { IsPositional: true, Constructor: { } constructor }) return null;
        foreach (var parameter in constructor.Parameters)
            if (parameter.Name == property.Name
                && !RecordParser.HasDefault(parameter)
                && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type)) return parameter;
        return null;
    }

    /// <summary>A property that another one hides cannot be a member: nothing would say so where it is used.</summary>
    private static void CheckHidden(
        INamedTypeSymbol type, IPropertySymbol property, IPropertySymbol hiding, List<JobMember> members, ProblemReporter problems)
    {
        for (var overridden = hiding; overridden is not null; overridden = overridden.OverriddenProperty)
            if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, property.OriginalDefinition)) return;
        foreach (var member in members)
            if (member.Symbol.Name == property.Name) return;
        if (HasRole(AttributesOf(property)))
            problems.ReportError(
                RuleIds.PropertyNotSettable, ProblemPlace.Name(hiding), property.Name,
                $"used by '{type.Name}', because a property of the same name hides it", "rename one of the two properties");
    }

    private static AttributeData? FindRole(ImmutableArray<AttributeData> attributes, IPropertySymbol property, ProblemReporter problems)
    {
        AttributeData? role = null;
        foreach (var attribute in attributes)
        {
            if (!IsRole(attribute)) continue;
            if (role is not null) problems.ReportError(RuleIds.TwoRoles, ProblemPlace.Attribute(attribute), property.Name);
            role ??= attribute;
        }

        return role;
    }

    private static bool CanBeUsed(
        INamedTypeSymbol type, IPropertySymbol property, bool isArgument, Compilation compilation, ProblemReporter problems)
    {
        if (property.IsStatic || property.IsIndexer)
        {
            problems.ReportError(
                RuleIds.WrongMember, ProblemPlace.Name(property), property.Name, property.IsStatic ? "static" : "an indexer");
            return false;
        }

        if (!property.ExplicitInterfaceImplementations.IsEmpty)
        {
            problems.ReportError(
                RuleIds.WrongMember, ProblemPlace.Name(property), property.Name, "an explicit implementation of an interface");
            return false;
        }

        var isOwn = SymbolEqualityComparer.Default.Equals(property.ContainingType, type);
        var reason = !CanCall(GetterOf(property)) ? "read" : !isArgument && !CanCall(SetterOf(property)) ? "set" : null;
        if (reason is null) return true;
        problems.ReportError(
            RuleIds.PropertyNotSettable, ProblemPlace.Name(property), property.Name, $"{reason} by '{type.Name}'",
            "give it 'get' and 'init' accessors that the record can access");
        return false;

        bool CanCall(IMethodSymbol? accessor) => accessor is not null && (isOwn || compilation.IsSymbolAccessibleWithin(accessor, type));
    }

    // An override may declare one accessor and inherit the other.
    private static IMethodSymbol? GetterOf(IPropertySymbol? property) =>
        property is null ? null : property.GetMethod ?? GetterOf(property.OverriddenProperty);

    private static IMethodSymbol? SetterOf(IPropertySymbol? property) =>
        property is null ? null : property.SetMethod ?? SetterOf(property.OverriddenProperty);

    private static void CheckRequired(INamedTypeSymbol type, ISymbol member, RecordShape record, ProblemReporter problems)
    {
        if (record.SetsRequiredMembers) return;
        var isInSource = member.Locations is [{ IsInSource: true }, ..];
        problems.ReportError(
            RuleIds.CannotBeRebuilt, ProblemPlace.Name(isInSource ? member : type), type.Name,
            $"its required member '{member.Name}' is neither a channel nor a parameter; make it one of them, or remove 'required'");
    }

    private static void CheckPositional(INamedTypeSymbol type, IMethodSymbol constructor, List<JobMember> members, ProblemReporter problems)
    {
        foreach (var parameter in constructor.Parameters)
        {
            var isMember = RecordParser.HasDefault(parameter);
            foreach (var member in members)
                isMember |= member.Symbol.Name == parameter.Name && member.Model.Initialization == MemberInitialization.ConstructorArgument;
            if (UnseenCode.IsUnknown(parameter.Type)) problems.ReportUnseen(ProblemPlace.Type(parameter));
            else if (!isMember && !HasRole(parameter.GetAttributes()))
                problems.ReportError(
                    RuleIds.CannotBeRebuilt, ProblemPlace.Name(parameter), type.Name,
                    $"its positional parameter '{parameter.Name}' is neither a channel nor a parameter; "
                        + "make it one of them, or add a default");
        }
    }

    /// <summary>The names of the properties that are meant to be outputs, right or wrong, those of bases first.</summary>
    public static List<string> OutputNamesOf(INamedTypeSymbol type)
    {
        var names = new List<string>();
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            var own = new List<string>();
            foreach (var symbol in SourceOrder.Of(current))
            {
                if (symbol is not IPropertySymbol { CanBeReferencedByName: true } property || names.Contains(property.Name)) continue;
                foreach (var attribute in AttributesOf(property))
                    if (attribute.AttributeClass is { } role && KnownNames.IsOutput(role.Name) && RecordParser.IsOurs(role)
                        && !own.Contains(property.Name)) own.Add(property.Name);
            }

            names.InsertRange(0, own);
        }

        return names;
    }

    /// <summary>True if it is meant to be a member: then what is wrong with it is told already.</summary>
    private static bool HasRole(ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
            if (IsRole(attribute)) return true;
        return false;
    }

    private static bool IsRole(AttributeData attribute) =>
        attribute.AttributeClass is { } type && KnownNames.IsRole(type.Name) && RecordParser.IsOurs(type);
}

using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>A job as the checks see it: what its attributes say, and a way to report.</summary>
internal sealed class JobAnalysisContext(INamedTypeSymbol type, AttributeData attribute, Project project, SymbolAnalysisContext context)
{
    private readonly Dictionary<string, TypedConstant> _arguments = IndexOf(attribute);

    /// <summary>The record.</summary>
    public INamedTypeSymbol Type { get; } = type;

    /// <summary>Its <c>[ProcessingJob]</c>.</summary>
    public AttributeData Attribute { get; } = attribute;

    /// <summary>The facts about the project.</summary>
    public Project Project { get; } = project;

    /// <summary>The file whose options count: that of the job's attribute.</summary>
    public SyntaxTree? Tree => Attribute.ApplicationSyntaxReference?.SyntaxTree;

    /// <summary>The channels and parameters; null where the record's shape is wrong, and nobody knows them.</summary>
    public IReadOnlyList<JobMember>? Members { get; set; }

    /// <summary>The attribute's arguments without a name, the command first.</summary>
    public TypedConstant Command => Attribute.ConstructorArguments is [var command] ? command : default;

    /// <summary>True if an argument of the job's attribute is there, and its value is known.</summary>
    public bool Has(string argument) =>
        _arguments.TryGetValue(argument, out var value) && value.Kind != TypedConstantKind.Error && !value.IsNull;

    /// <summary>The text of an argument; null where there is none.</summary>
    public string? TextOf(string argument) =>
        _arguments.TryGetValue(argument, out var value) && value.Kind == TypedConstantKind.Primitive ? value.Value as string : null;

    /// <summary>The value of an argument; its type's default where there is none.</summary>
    public T ValueOf<T>(string argument)
        where T : struct =>
        _arguments.TryGetValue(argument, out var value)
            && value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum
            && value.Value is T of
            ? of
            : default;

    /// <summary>The elements of an argument that is an array.</summary>
    public ImmutableArray<TypedConstant> ListOf(string argument) =>
        _arguments.TryGetValue(argument, out var value) && value.Kind == TypedConstantKind.Array && !value.IsNull
            ? value.Values
            : ImmutableArray<TypedConstant>.Empty;

    /// <summary>The place of an argument of the job's attribute; of its first one for null.</summary>
    public ProblemPlace PlaceOf(string? argument) => ProblemPlace.Argument(Attribute, argument);

    /// <summary>The location of an element of an argument that is an array; of the argument where the array is made elsewhere.</summary>
    public Location? LocationOfElement(string argument, int index)
    {
        var place = PlaceOf(argument).GetLocation();
        var expression = place?.SourceTree?.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax;
        return CommandSyntax.ElementsOf(expression) is { } elements && index < elements.Count ? elements[index].GetLocation() : place;
    }

    /// <summary>Reports a rule.</summary>
    public void Report(DiagnosticDescriptor rule, ProblemPlace place, params string[] arguments) => ReportWith(rule, place, [], arguments);

    /// <summary>Reports a rule with texts, the best first, that the code fix offers instead of the one at the place.</summary>
    public void ReportWith(DiagnosticDescriptor rule, ProblemPlace place, IReadOnlyList<string> replacements, params string[] arguments) =>
        Report(rule, place.GetLocation(), replacements, arguments);

    /// <summary>Reports a rule at a place that is found already.</summary>
    public void Report(DiagnosticDescriptor rule, Location? location, IReadOnlyList<string> replacements, params string[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, InType(location), Replacements.In(replacements), arguments));

    /// <summary>Reports a rule of an option in the command, for the code fix that makes it a parameter.</summary>
    public void ReportOption(DiagnosticDescriptor rule, Location? location, string option, string value) =>
        context.ReportDiagnostic(Diagnostic.Create(
            rule, InType(location), ImmutableDictionary<string, string?>.Empty.Add("Option", option).Add("Value", value), option, value));

    /// <summary>A problem of an inherited member is shown on the record: the analyzer is asked about that one.</summary>
    private Location InType(Location? location)
    {
        if (location is null) return Type.Locations[0];
        foreach (var reference in Type.DeclaringSyntaxReferences)
            if (reference.SyntaxTree == location.SourceTree && reference.Span.Contains(location.SourceSpan)) return location;
        return Type.Locations[0];
    }

    private static Dictionary<string, TypedConstant> IndexOf(AttributeData attribute)
    {
        var arguments = new Dictionary<string, TypedConstant>();
        foreach (var argument in attribute.NamedArguments) arguments[argument.Key] = argument.Value;
        return arguments;
    }
}

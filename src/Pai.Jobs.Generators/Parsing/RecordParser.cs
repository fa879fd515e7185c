using System.Collections.Generic;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Reads the shape of a record, and says what the generator cannot extend.</summary>
internal static class RecordParser
{
    /// <summary>The tool that <c>[GeneratedCode]</c> names on generated members.</summary>
    private const string Generator = "Pai.Jobs.Generators";

    public static RecordShape Parse(
        INamedTypeSymbol type, Compilation compilation, ProblemReporter problems, CancellationToken cancellationToken)
    {
        var place = ProblemPlace.Name(type);
        if (!type.IsRecord) problems.ReportMisplaced(RuleIds.NotARecord, place, type.Name);
        if (type.IsAbstract) problems.ReportError(RuleIds.WrongKindOfRecord, place, type.Name, "abstract");
        for (var current = type; current is not null; current = current.ContainingType)
            if (current.IsFileLocal) problems.ReportMisplaced(RuleIds.WrongKindOfRecord, place, current.Name, "file-local");
        CheckPartial(type, problems, cancellationToken);
        CheckLanguage(type, problems);

        var constructor = FindConstructor(type, problems, cancellationToken, out var isPositional);
        return new(
            HeadersOf(type), NameOf(type), new GeneratedNames(type, compilation), HidesBase(type), constructor, isPositional);
    }

    private static void CheckPartial(INamedTypeSymbol type, ProblemReporter problems, CancellationToken cancellationToken)
    {
        for (var current = type; current is not null; current = current.ContainingType)
            if (!JobSyntax.IsPartial(current, cancellationToken))
                problems.ReportMisplaced(RuleIds.NotPartial, ProblemPlace.Name(type), current.Name, type.Name);
    }

    private static void CheckLanguage(INamedTypeSymbol type, ProblemReporter problems)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp11 } options) continue;
            problems.ReportMisplaced(RuleIds.LanguageVersion, ProblemPlace.Name(type), options.LanguageVersion.ToDisplayString());
            return;
        }
    }

    private static IMethodSymbol? FindConstructor(
        INamedTypeSymbol type, ProblemReporter problems, CancellationToken cancellationToken, out bool isPositional)
    {
        isPositional = false;
        ParameterListSyntax? positional = null;
        foreach (var reference in type.DeclaringSyntaxReferences)
            if (reference.GetSyntax(cancellationToken) is RecordDeclarationSyntax { ParameterList: { } list }) positional = list;

        IMethodSymbol? parameterless = null;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (CanBeCalledEmpty(constructor) && (parameterless is null || constructor.Parameters.Length == 0)) parameterless = constructor;
            if (positional is null || constructor.IsImplicitlyDeclared) continue;
            foreach (var reference in constructor.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellationToken) is not RecordDeclarationSyntax) continue;
                isPositional = true;
                return constructor;
            }
        }

        if (parameterless is null && type.IsRecord)
            problems.ReportError(
                RuleIds.CannotBeRebuilt, ProblemPlace.Name(type), type.Name,
                "it has no parameterless constructor; add one, which may be private");
        return parameterless;
    }

    /// <summary>True if a constructor is the one that a record's own parameters declare.</summary>
    public static bool IsPositional(IMethodSymbol constructor) =>
        !constructor.IsImplicitlyDeclared
            && constructor.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax() is RecordDeclarationSyntax;

    private static bool CanBeCalledEmpty(IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters)
            if (!HasDefault(parameter)) return false;
        return true;
    }

    /// <summary>True if an argument may be left out.</summary>
    public static bool HasDefault(IParameterSymbol parameter) => parameter.HasExplicitDefaultValue || parameter.IsParams;

    /// <summary>
    /// True if the generator declared a member: analyzers see what it made, and so does a record derived from one of another assembly.
    /// </summary>
    public static bool IsGenerated(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
            if (!HintNames.IsGenerated(reference.SyntaxTree)) return false;
        if (member.DeclaringSyntaxReferences.Length > 0) return true;
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "GeneratedCodeAttribute" }
                && attribute.ConstructorArguments is [{ Value: Generator }, ..]) return true;
        }

        return false;
    }

    private static bool HidesBase(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            if (FindAttribute(current) is not null) return true;
        return false;
    }

    /// <summary>The type's <c>[ProcessingJob]</c>, or null.</summary>
    public static AttributeData? FindAttribute(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
            if (attribute.AttributeClass is { Name: KnownNames.ProcessingJob } attributeClass && IsOurs(attributeClass)) return attribute;
        return null;
    }

    /// <summary>True if a type is one of the library's, by its namespace.</summary>
    public static bool IsOurs(ITypeSymbol type) =>
        type.ContainingNamespace is { Name: "Jobs", ContainingNamespace: { Name: "Pai", ContainingNamespace.IsGlobalNamespace: true } };

    private static EquatableArray<string> HeadersOf(INamedTypeSymbol type)
    {
        var headers = new List<string>(1);
        for (var current = type; current is not null; current = current.ContainingType)
            headers.Add("partial " + KeywordOf(current) + " " + NameOf(current));
        headers.Reverse();
        return new(headers.ToArray());
    }

    private static string KeywordOf(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Interface } => "interface",
        { IsValueType: true } => "struct",
        _ => "class",
    };

    private static string NameOf(INamedTypeSymbol type)
    {
        var name = JobSyntax.Escape(type.Name);
        if (type.TypeParameters.IsEmpty) return name;
        var text = new StringBuilder(name).Append('<');
        for (var i = 0; i < type.TypeParameters.Length; i++)
            text.Append(i == 0 ? "" : ", ").Append(JobSyntax.Escape(type.TypeParameters[i].Name));
        return text.Append('>').ToString();
    }
}

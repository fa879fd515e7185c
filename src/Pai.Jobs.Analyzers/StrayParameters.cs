using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers;

/// <summary>Finds channels and parameters on the parameters of methods: only those of a record's own list declare properties.</summary>
internal static class StrayParameters
{
    public static void Analyze(SyntaxNodeAnalysisContext context)
    {
        // By the look of it first: most attributes are something else, or elsewhere.
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.Parent?.Parent is not ParameterSyntax { Parent.Parent: not RecordDeclarationSyntax } parameter
            || !MayBeOurs(attribute.Name)) return;
        var type = context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol?.ContainingType;
        if (type is null || !KnownNames.IsRole(type.Name) || !RecordParser.IsOurs(type)) return;
        context.ReportDiagnostic(
            Diagnostic.Create(
                RecordRules.NotInAJob, attribute.GetLocation(), parameter.Identifier.ValueText, OwnerOf(parameter),
                "use a property of a record with [ProcessingJob]"));
    }

    private static bool MayBeOurs(NameSyntax name) =>
        JobSyntax.LastNameOf(name) is { } last && (KnownNames.IsRole(last) || KnownNames.IsRole(last + "Attribute"));

    private static string OwnerOf(ParameterSyntax parameter) => parameter.Parent?.Parent switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        TypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax of => of.Identifier.ValueText,
        _ => "this",
    };
}

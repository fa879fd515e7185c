using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators;

namespace Pai.Jobs.CodeFixes;

/// <summary>Recognises <c>[ProcessingJob]</c> in code.</summary>
internal static class JobAttribute
{
    /// <summary>The argument of <c>[ProcessingJob]</c> that an expression is; null where it is not one.</summary>
    public static AttributeArgumentSyntax? ArgumentOf(
        ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        expression.Parent is AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } argument
            && Is(attribute, model, cancellationToken)
            ? argument
            : null;

    public static bool Is(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellationToken) =>
        KnownSymbols.Ours(model.GetTypeInfo(attribute, cancellationToken).Type) is { Name: KnownNames.ProcessingJob };
}

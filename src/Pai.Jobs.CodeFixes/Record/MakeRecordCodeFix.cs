using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Makes a class a record, and a struct a record struct, where the language allows it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeRecordCodeFix))]
internal sealed class MakeRecordCodeFix() : JobCodeFix(RuleIds.NotARecord)
{
    protected override async Task RegisterAsync(FixContext fix)
    {
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (fix.NodeOf<TypeDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, fix.CancellationToken) is not { } type
            || !CanBeRecord(type)) return;
        var solution = fix.Document.Project.Solution;
        if (await Declarations.FindAsync(type, solution, fix.CancellationToken).ConfigureAwait(false) is not { Count: > 0 } declarations)
            return;
        // A positional class keeps its parameters to itself: in a record they would all become public properties.
        if (declarations.Any(d => d.Syntax.ParameterList is not null)) return;
        if (await HasDerivedAsync(type, solution, fix.CancellationToken).ConfigureAwait(false)) return;

        var keyword = type.IsValueType ? "record struct" : "record";
        fix.OfferSolution(
            $"Make '{type.Name}' a {keyword}", nameof(MakeRecordCodeFix),
            token => Declarations.ChangeAsync(solution, declarations, d => new TextChange(d.Keyword.Span, keyword), token));
    }

    private static async Task<bool> HasDerivedAsync(INamedTypeSymbol type, Solution solution, CancellationToken cancellationToken) =>
        !type.IsSealed
        && (await SymbolFinder.FindDerivedClassesAsync(type, solution, cancellationToken: cancellationToken).ConfigureAwait(false)).Any();

    private static bool CanBeRecord(INamedTypeSymbol type)
    {
        if (type.IsStatic || type.IsRefLikeType || type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return false;
        if (type is { TypeKind: TypeKind.Class, BaseType: not { SpecialType: SpecialType.System_Object } and not { IsRecord: true } })
            return false;
        return !type.GetMembers().Any(IsForbidden);
    }

    /// <summary>The members that a record has by itself and that cannot be written by hand.</summary>
    private static bool IsForbidden(ISymbol member) => member switch
    {
        { IsImplicitlyDeclared: true } => false,
        { Name: "Clone" } => true,
        { Name: "EqualityContract" or "PrintMembers" } => true,
        { Name: WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName } => true,
        IMethodSymbol { Name: WellKnownMemberNames.ObjectEquals, IsOverride: true } => true,
        _ => false,
    };
}

using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Pai.Jobs.CodeFixes;

/// <summary>The base of the fixes: each looks at one diagnostic at a time, checks all that it needs, and only then offers itself.</summary>
/// <remarks>
/// None is marked as shared: that matters only for parts of an IDE itself, and would bind this assembly to one version of
/// System.Composition.
/// </remarks>
internal abstract class JobCodeFix(params string[] rules) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(rules);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            // Typing goes on while a diagnostic is on its way.
            if (!root.FullSpan.Contains(diagnostic.Location.SourceSpan)) continue;
            await RegisterAsync(new(context, root, diagnostic)).ConfigureAwait(false);
        }
    }

    /// <summary>Offers what can be done about a diagnostic.</summary>
    protected abstract Task RegisterAsync(FixContext fix);
}

using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>
/// Replaces a wrong text or number by a right one: one action for each that is known, and one that writes it as a constant of the library.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseTextCodeFix))]
internal sealed class UseTextCodeFix() : JobCodeFix(
    RuleIds.InstanceCount, RuleIds.ImageReference, RuleIds.ImageUnknown, RuleIds.FrameworkUnknown, RuleIds.ImageHardware,
    RuleIds.ImageRegion, RuleIds.LatestTag, RuleIds.InstanceTypeFormat, RuleIds.InstanceTypeUnknown, RuleIds.InstanceTypeRetired,
    RuleIds.NodeCount, RuleIds.Priority, RuleIds.MaxRunTime, RuleIds.JobName, RuleIds.EnvironmentName, RuleIds.Setting,
    RuleIds.ChannelName, RuleIds.MountPath, RuleIds.ScriptMissing, RuleIds.ContainerPath, RuleIds.ContractVariable, RuleIds.LocationLiteral,
    RuleIds.ParameterName, RuleIds.Requirement, RuleIds.Location, RuleIds.SourceDirNotInProject,
    RuleIds.Retry)
{
    // Fix All of this one takes the best text for each place; that of another one, only the places for which it is right too.
    private const string Best = "the best";

    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.Node is not ExpressionSyntax expression) return;
        var text = Suggestions.TextOf(expression);
        if (expression.Span != fix.Diagnostic.Location.SourceSpan)
        {
            if (text is not null) OfferPart(fix);
            return;
        }

        if (text is null && !Suggestions.IsNumber(expression)) return;

        var suggestions = Suggestions.For(fix.Diagnostic, text ?? expression.ToString());
        for (var i = 0; i < suggestions.Count; i++)
        {
            var suggestion = suggestions[i];
            if (suggestion == text || InCode(suggestion, isText: text is not null) is not { } replacement) continue;
            fix.Offer($"Use {replacement}", i == 0 ? Best : suggestion, [.. Edits.Replace(fix.Root, expression.Span, replacement)]);
        }

        if (text is null || suggestions.Count == 0) return;
        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (LibraryConstants.Find(model.Compilation, suggestions[0]) is not { } constant) return;
        var names = new Names(model, expression.SpanStart, await fix.GetTextAsync().ConfigureAwait(false));
        fix.Offer(
            $"Use {LibraryConstants.NameOf(constant)}", Best + " as a constant",
            [new(expression.Span, names.Of(constant)), .. names.Imports]);
    }

    /// <summary>A word of a longer text, where it is written as it is meant.</summary>
    private static void OfferPart(FixContext fix)
    {
        var first = true;
        foreach (var suggestion in Suggestions.For(fix.Diagnostic, ""))
        {
            if (suggestion.Length == 0 || !suggestion.All(IsPlain)) continue;
            fix.Offer($"Use {suggestion}", first ? Best : suggestion, new TextChange(fix.Diagnostic.Location.SourceSpan, suggestion));
            first = false;
        }
    }

    /// <summary>True if a sign is the same in every kind of literal.</summary>
    private static bool IsPlain(char c) => c is not ('"' or '\\' or '{' or '}') && !char.IsControl(c);

    private static string? InCode(string text, bool isText)
    {
        if (isText) return Code.Text(text);
        var number = SyntaxFactory.ParseExpression(text);
        return Suggestions.IsNumber(number) && !number.ContainsDiagnostics ? text : null;
    }
}

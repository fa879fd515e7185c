using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Makes a parameter of an option in the command, with the value there as its default.</summary>
/// <remarks>
/// The command then takes the value from the parameter's variable, or leaves the option out where it has <c>$PAI_USER_ARGS</c>, which
/// brings every parameter. Both need a shell, so a command that is an argument list is left as it is.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddParameterCodeFix))]
internal sealed class AddParameterCodeFix() : JobCodeFix(RuleIds.CommandOption)
{
    private const string AllParameters = "$PAI_USER_ARGS";

    protected override async Task RegisterAsync(FixContext fix)
    {
        if (fix.Node is not LiteralExpressionSyntax { Parent: AttributeArgumentSyntax { NameEquals: null } } literal
            || Suggestions.TextOf(literal) is null) return;
        if (!fix.Diagnostic.Properties.TryGetValue("Option", out var name)
            || name is null
            || !fix.Diagnostic.Properties.TryGetValue("Value", out var value)) return;
        if (OptionParameter.Parse(name, value) is not { } option || fix.NodeOf<TypeDeclarationSyntax>() is not { } record) return;
        if (ChangeCommand(literal.Token.Text, option, value!) is not { } command) return;

        var model = await fix.GetModelAsync().ConfigureAwait(false);
        if (model.GetDeclaredSymbol(record, fix.CancellationToken) is not { } type) return;
        var property = NewMember.NameFor(type, option.Property);
        var text = await fix.GetTextAsync().ConfigureAwait(false);
        fix.Offer(
            $"Replace '--{option.Name}' with the parameter '{property}'", nameof(AddParameterCodeFix) + option.Name,
            [new(literal.Span, command), .. NewMember.Add(record, option.Declaration(property), model, text)]);
    }

    /// <summary>
    /// The literal of the command, as it stands in the code, with the option changed; null where it is not there in one piece.
    /// </summary>
    private static string? ChangeCommand(string literal, OptionParameter option, string value)
    {
        var quote = literal.StartsWith("\"\"\"", System.StringComparison.Ordinal) ? "\"" : literal[0] == '@' ? "\"\"" : "\\\"";
        var anyQuote = "(?<quote>'|" + Regex.Escape(quote) + ")?";
        var pattern =
            $@"(?<before>[\s""])--{Regex.Escape(option.Name)}(?<sign>=|\s+){anyQuote}{Regex.Escape(value)}\k<quote>?(?=[\s""\\]|$)";
        var found = Regex.Matches(literal, pattern, RegexOptions.CultureInvariant);
        if (found.Count != 1) return null;
        var match = found[0];
        var before = match.Groups["before"].Value;
        // What the variable would not bring unharmed is left as it is.
        var hasAll = literal.Contains(AllParameters);
        if (hasAll && !literal.Contains("eval ") && option.IsText && ShellWords.Quote(value) != value) return null;
        var replacement = hasAll
            ? before.Trim()
            : $"{before}--{option.Name}{match.Groups["sign"].Value}{(option.IsText ? quote + option.Variable + quote : option.Variable)}";
        return literal.Substring(0, match.Index) + replacement + literal.Substring(match.Index + match.Length);
    }
}

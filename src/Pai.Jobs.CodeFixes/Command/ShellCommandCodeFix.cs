using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Writes an argument list as a command for the shell, which puts the variables in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShellCommandCodeFix))]
internal sealed class ShellCommandCodeFix() : JobCodeFix(RuleIds.OnlyForShell)
{
    private static readonly string[] s_operators = ["&&", "||", "|", ">", ">>", "2>", "2>&1", "<", "$PAI_USER_ARGS", "${PAI_USER_ARGS}"];

    protected override Task RegisterAsync(FixContext fix)
    {
        var argument = fix.Node.Parent?.FirstAncestorOrSelf<AttributeArgumentSyntax>();
        if (argument is not { NameEquals: null } || ArgumentList.WordsOf(argument.Expression) is not { } words) return Task.CompletedTask;

        var changes = Edits.Replace(fix.Root, argument.Expression.Span, Code.Text(string.Join(" ", words.Select(InShell))));
        if (argument.NameColon is { } name) changes = changes.Append(new(name.Name.Span, "command"));
        fix.Offer("Use a shell command", nameof(ShellCommandCodeFix), [.. changes]);
        return Task.CompletedTask;
    }

    private static string InShell(string word) =>
        Array.IndexOf(s_operators, word) >= 0 ? word
        : word.IndexOf('$') >= 0 && word.IndexOfAny(['"', '`', '\\']) < 0 ? '"' + word + '"'
        : ShellWords.Quote(word);
}

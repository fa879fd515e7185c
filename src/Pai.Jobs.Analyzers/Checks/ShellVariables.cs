using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The variables that a shell puts into a command.</summary>
internal static class ShellVariables
{
    private static readonly Regex s_expansion = new(@"\G\$(?:\{[!#]?)?(?<name>[A-Za-z_]\w*)", RegexOptions.CultureInvariant);

    /// <summary>A variable, and its place in a part of the command.</summary>
    internal readonly struct Variable(CommandSyntax.Part part, int start, string name)
    {
        public CommandSyntax.Part Part { get; } = part;

        public int Start { get; } = start;

        public string Name { get; } = name;
    }

    /// <summary>The variables of the strings that a shell reads, those of a nested one too.</summary>
    public static List<Variable> Of(CommandSyntax command)
    {
        var found = new List<Variable>();
        if (command.IsShell)
            foreach (var part in command.Parts) AddAll(part, 0, part.Text.Length, found);
        foreach (var simple in command.Commands)
        {
            if (simple.Program.Nested is not { } script) continue;
            // In double quotes the outer shell has put them in already.
            if (!command.IsShell || script.Quote == '\'') AddAll(script.Part, script.Start, script.Start + script.Text.Length, found);
        }

        return found;
    }

    /// <summary>True when the command sets the variable, gives it a default, or tests whether it is set.</summary>
    public static bool IsSetOrTested(string name, CommandSyntax command)
    {
        foreach (var part in command.Parts)
            if (Regex.IsMatch(
                part.Text, $@"(?<![\w${{!#]){name}(?!\w)|\$\{{[!#]?{name}:?[-=+?]", RegexOptions.CultureInvariant)) return true;
        foreach (var simple in command.Commands)
        {
            if (simple.Program.Name is not ("[" or "[[" or "test")) continue;
            foreach (var word in simple.Words)
                if (Regex.IsMatch(word.Text, $@"(?<!\w){name}(?!\w)", RegexOptions.CultureInvariant)) return true;
        }

        return false;
    }

    private static void AddAll(CommandSyntax.Part part, int start, int end, List<Variable> found)
    {
        var text = part.Text;
        var isDouble = false;
        HereDocument? document = null;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                i++;
            }
            else if (c == '"')
            {
                isDouble = !isDouble;
            }
            else if (c == '\'' && !isDouble)
            {
                i = text.IndexOf('\'', i + 1, end - i - 1);
                if (i < 0) return;
            }
            else if (c == '#' && !isDouble && ShellReader.StartsWord(text, start, i))
            {
                i = EndOfLine(text, i, end) - 1;
            }
            else if (c == '<' && !isDouble && HereDocument.At(text, i, end) is { } next)
            {
                document ??= next;
                i = next.End - 1;
            }
            else if (c == '\n' && document is not null)
            {
                if (document.LastLine(text, i + 1, end) is var last and >= 0)
                {
                    // Quotes mean nothing in it.
                    for (var j = i + 1; j < last && !document.IsQuoted; j++)
                    {
                        if (text[j] == '\\') j++;
                        else Add(part, j, found);
                    }

                    i = EndOfLine(text, last, end) - 1;
                }

                document = null;
            }
            else
            {
                Add(part, i, found);
            }
        }
    }

    private static void Add(CommandSyntax.Part part, int index, List<Variable> found)
    {
        if (part.Text[index] == '$' && s_expansion.Match(part.Text, index) is { Success: true } match)
            found.Add(new(part, match.Groups["name"].Index, match.Groups["name"].Value));
    }

    private static int EndOfLine(string text, int start, int end) =>
        text.IndexOf('\n', start, end - start) is var line and >= 0 ? line : end;
}

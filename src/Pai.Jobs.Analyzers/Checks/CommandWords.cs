using System;
using System.Collections.Generic;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The words of a command as a shell splits them, for looking at: quotes are taken off a word that is quoted as a whole.</summary>
internal static class CommandWords
{
    private static readonly string[] s_interpreters =
        ["python", "python2", "python3", "bash", "sh", "node", "Rscript", "julia", "perl", "ruby", "dotnet"];

    /// <summary>One word, its part of the command, and its place there.</summary>
    internal readonly struct Word(CommandSyntax.Part part, int start, string text)
    {
        public CommandSyntax.Part Part { get; } = part;

        public int Start { get; } = start;

        public string Text { get; } = text;

        /// <summary>Whether another command starts behind it.</summary>
        public bool EndsCommand => Text is "&&" or "||" or "|" or ";" or "&";
    }

    public static List<Word> Of(CommandSyntax command)
    {
        var words = new List<Word>();
        foreach (var part in command.Parts)
        {
            if (!command.IsShell)
            {
                words.Add(new(part, 0, part.Text));
                continue;
            }

            Split(part, words);
        }

        return words;
    }

    /// <summary>
    /// The script that the words from a place on run: the argument of an interpreter, or a program by its path; -1 for none.
    /// </summary>
    public static int IndexOfScript(IReadOnlyList<Word> words, int first)
    {
        if (first >= words.Count) return -1;
        if (words[first].Text.StartsWith("./", StringComparison.Ordinal)) return first;
        var program = words[first].Text.Substring(words[first].Text.LastIndexOf('/') + 1);
        if (Array.IndexOf(s_interpreters, program) < 0 && !program.StartsWith("python3.", StringComparison.Ordinal)) return -1;
        for (var i = first + 1; i < words.Count && !words[i].EndsCommand; i++)
        {
            var text = words[i].Text;
            // A module, or code in the command itself.
            if (text is "-m" or "-c" or "-e" or "--eval" or "-") return -1;
            if (text.StartsWith("-", StringComparison.Ordinal)) continue;
            return text.IndexOf('.') > 0 && text.IndexOfAny(['$', '*', '`', '(', '<', '>']) < 0 ? i : -1;
        }

        return -1;
    }

    private static void Split(CommandSyntax.Part part, List<Word> words)
    {
        var text = part.Text;
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            if (text[i] is ';' or '|' or '&')
            {
                var length = i + 1 < text.Length && text[i + 1] == text[i] ? 2 : 1;
                words.Add(new(part, i, text.Substring(i, length)));
                i += length;
                continue;
            }

            i = AddWord(part, i, words);
        }
    }

    private static int AddWord(CommandSyntax.Part part, int start, List<Word> words)
    {
        var text = part.Text;
        var end = start;
        var quote = '\0';
        while (end < text.Length && (quote != '\0' || !(char.IsWhiteSpace(text[end]) || text[end] is ';' or '|' or '&')))
        {
            if (quote == text[end]) quote = '\0';
            else if (quote == '\0' && text[end] is '\'' or '"') quote = text[end];
            end++;
        }

        var isQuoted = end - start > 1
            && text[start] is '\'' or '"'
            && text[end - 1] == text[start]
            && text.IndexOf(text[start], start + 1) == end - 1;
        words.Add(isQuoted
            ? new(part, start + 1, text.Substring(start + 1, end - start - 2))
            : new(part, start, text.Substring(start, end - start)));
        return end;
    }
}

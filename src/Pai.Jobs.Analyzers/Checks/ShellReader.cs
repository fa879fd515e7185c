using System;
using System.Collections.Generic;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Splits a string into simple commands and words as a POSIX shell does, without expanding anything.</summary>
internal static class ShellReader
{
    /// <summary>The words of each simple command; nothing from a here-document on, where the rest may be its content.</summary>
    public static List<List<CommandWords.Word>> Read(CommandSyntax.Part part, int start, int end)
    {
        var text = part.Text;
        var commands = new List<List<CommandWords.Word>> { new() };
        for (var i = start; i < end;)
        {
            if (text[i] is ';' or '|' or '&' or '\n' or '(' or ')' && !IsRedirection(text, i, end))
            {
                if (commands[commands.Count - 1].Count > 0) commands.Add(new());
                i++;
            }
            else if (char.IsWhiteSpace(text[i]) || IsContinuation(text, i, end))
            {
                i++;
            }
            else if (text[i] == '#')
            {
                while (i < end && text[i] != '\n') i++;
            }
            else if (string.CompareOrdinal(text, i, "<<", 0, 2) == 0 && string.CompareOrdinal(text, i, "<<<", 0, 3) != 0)
            {
                break;
            }
            else
            {
                var length = LengthOfWord(text, i, end);
                commands[commands.Count - 1].Add(WordAt(part, i, length));
                i += length;
            }
        }

        return commands;
    }

    /// <summary>A string of the same length, with spaces in place of its comments.</summary>
    public static string WithoutComments(string text)
    {
        if (text.IndexOf('#') < 0) return text;
        var plain = text.ToCharArray();
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'') i++;
            else if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"') quote = c;
            else if (c == '#' && StartsWord(text, 0, i))
                for (; i < text.Length && text[i] != '\n'; i++) plain[i] = ' ';
        }

        return new(plain);
    }

    /// <summary>True if a word starts at a place: there, and only there, a number sign starts a comment.</summary>
    public static bool StartsWord(string text, int start, int index) =>
        index == start || char.IsWhiteSpace(text[index - 1]) || text[index - 1] is ';' or '|' or '&' or '(' or ')';

    /// <summary>The length of the word at a place, quotes and substitutions in it included.</summary>
    private static int LengthOfWord(string text, int start, int end)
    {
        var quote = '\0';
        var depth = 0;
        var i = start;
        for (; i < end; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'') i++;
            else if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"' or '`') quote = c;
            else if (c is '(' or '{' && i > start && (depth > 0 || text[i - 1] == '$')) depth++;
            else if (c is ')' or '}' && depth > 0) depth--;
            else if (depth == 0 && (char.IsWhiteSpace(c) || (c is ';' or '|' or '&' or '(' or ')' && !IsRedirection(text, i, end)))) break;
        }

        return Math.Max(1, Math.Min(i, end) - start);
    }

    /// <summary>True when an ampersand is part of a redirection: <c>2&gt;&amp;1</c>, <c>&amp;&gt;log</c>.</summary>
    private static bool IsRedirection(string text, int index, int end) =>
        text[index] == '&' && ((index > 0 && text[index - 1] is '>' or '<') || (index + 1 < end && text[index + 1] == '>'));

    private static bool IsContinuation(string text, int index, int end) =>
        text[index] == '\\' && index + 1 < end && text[index + 1] == '\n';

    private static CommandWords.Word WordAt(CommandSyntax.Part part, int start, int length)
    {
        var text = part.Text;
        var isQuoted = length > 1
            && text[start] is '\'' or '"'
            && text[start + length - 1] == text[start]
            && text.IndexOf(text[start], start + 1) == start + length - 1;
        return isQuoted
            ? new(part, start + 1, text.Substring(start + 1, length - 2), text[start])
            : new(part, start, text.Substring(start, length));
    }
}

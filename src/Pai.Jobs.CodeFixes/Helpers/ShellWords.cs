using System;
using System.Linq;

namespace Pai.Jobs.CodeFixes;

/// <summary>Commands that mean the same to a shell and without one.</summary>
internal static class ShellWords
{
    private const string SafeSigns = "_./:=,@%+-";

    /// <summary>The commands and the grammar that only a shell knows.</summary>
    private static readonly string[] s_ofTheShell =
    [
        ".", ":", "alias", "bg", "break", "case", "cd", "command", "continue", "do", "done", "elif", "else", "esac", "eval", "exec", "exit",
        "export", "fg", "fi", "for", "getopts", "hash", "if", "in", "jobs", "local", "read", "readonly", "return", "set", "shift", "source",
        "then", "times", "trap", "type", "ulimit", "umask", "unalias", "unset", "until", "wait", "while",
    ];

    /// <summary>The words of a command; null where a shell would do more than split it.</summary>
    public static string[]? Split(string text)
    {
        var words = text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        // A line's end would end the command.
        return text.Trim().IndexOf('\n') < 0 && ArePlain(words) ? words : null;
    }

    /// <summary>The command that a shell splits into these words; null where it would do more.</summary>
    public static string? Join(string[] words) => ArePlain(words) ? string.Join(" ", words) : null;

    /// <summary>A word as a shell takes it for itself: in quotes, where there is more in it than plain characters.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(IsPlain) ? word : "'" + word.Replace("'", "'\\''") + "'";

    private static bool ArePlain(string[] words) =>
        words.Length > 0
            && words.All(w => w.Length > 0 && w.All(IsPlain))
            && words[0].IndexOf('=') < 0
            && Array.IndexOf(s_ofTheShell, words[0]) < 0;

    private static bool IsPlain(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' || SafeSigns.IndexOf(c) >= 0;
}

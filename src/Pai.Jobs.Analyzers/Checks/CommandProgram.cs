using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The program of a simple command, and the script that the program is given.</summary>
internal sealed class CommandProgram
{
    private static readonly Regex s_assignment = new(@"\A\w+\+?=", RegexOptions.CultureInvariant);
    private static readonly char[] s_expanded = ['$', '*', '?', '`', '(', ')', '<', '>', '[', '{', '~', '\\', '"', '\''];

    /// <summary>The shell's own words that may precede a command.</summary>
    private static readonly string[] s_keywords = ["if", "then", "else", "elif", "do", "while", "until", "!", "{", "time"];

    private static readonly string[] s_shells = ["sh", "bash", "dash", "ash", "zsh", "ksh"];
    private static readonly string[] s_pythons = ["python", "python2", "python3", "pypy", "pypy3", "ipython"];
    private static readonly string[] s_otherInterpreters = ["node", "Rscript", "julia", "perl", "ruby", "dotnet"];

    /// <summary>Programs that run the first Python file that they are given.</summary>
    private static readonly string[] s_launchers =
        ["torchrun", "deepspeed", "accelerate", "spark-submit", "coverage", "kernprof", "scalene", "viztracer"];
    private static readonly string[] s_launcherModules =
    [
        "torch.distributed.run", "torch.distributed.launch", "accelerate.commands.launch", "pdb", "cProfile", "profile", "trace", "debugpy",
        "coverage", "kernprof", "scalene", "viztracer", "memory_profiler",
    ];

    /// <summary>Programs that run another one, which is among their arguments.</summary>
    private static readonly string[] s_wrappers =
    [
        "nohup", "env", "exec", "command", "nice", "ionice", "timeout", "sudo", "stdbuf", "setsid", "xvfb-run", "mpirun", "mpiexec",
        "horovodrun", "srun", "conda", "uv", "poetry", "pipenv", "pixi", "numactl", "taskset", "tini", "dumb-init", "gosu", "nsys", "ncu",
    ];

    /// <summary>Options with a value of their own, behind which the script may stand.</summary>
    private static readonly string[] s_withValue =
        ["-W", "-X", "--check-hash-based-pycs", "-o", "+o", "-O", "+O", "--rcfile", "--init-file", "-r", "--require", "--import"];

    private readonly IReadOnlyList<CommandWords.Word> _words;

    private CommandProgram(IReadOnlyList<CommandWords.Word> words, int index)
    {
        _words = words;
        Index = index;
        Name = index < 0 ? "" : NameOf(words[index].Text);
        Script = index < 0 ? -1 : FindScript(index);
        Nested = FindNested();
    }

    /// <summary>The place of the program among the words; -1 where it is not known.</summary>
    public int Index { get; }

    /// <summary>Its name, without its folder; empty where it is not known.</summary>
    public string Name { get; }

    /// <summary>The place of the script that it runs, or its own where it is called by its path; -1 for none.</summary>
    public int Script { get; }

    /// <summary>The string that it runs as a shell, or that the shell itself evaluates; null for none.</summary>
    public CommandWords.Word? Nested { get; }

    /// <summary>True for a shell.</summary>
    public bool IsShell => Array.IndexOf(s_shells, Name) >= 0;

    /// <summary>True for an interpreter, and for a program that starts one.</summary>
    public bool IsInterpreter => IsInterpreterName(Name);

    public static CommandProgram Of(IReadOnlyList<CommandWords.Word> words)
    {
        var index = 0;
        while (index < words.Count
            && (Array.IndexOf(s_keywords, words[index].Text) >= 0 || s_assignment.IsMatch(words[index].Text))) index++;
        if (index >= words.Count) return new(words, -1);
        return new(words, Array.IndexOf(s_wrappers, NameOf(words[index].Text)) < 0 ? index : FindWrapped(words, index + 1));
    }

    /// <summary>True when a program of this name runs a script that it is given.</summary>
    public static bool IsInterpreterName(string name) =>
        IsPython(name)
            || Array.IndexOf(s_shells, name) >= 0
            || Array.IndexOf(s_otherInterpreters, name) >= 0
            || Array.IndexOf(s_launchers, name) >= 0;

    private static int FindWrapped(IReadOnlyList<CommandWords.Word> words, int first)
    {
        for (var i = first; i < words.Count; i++)
            if (IsInterpreterName(NameOf(words[i].Text)) || words[i].Text.StartsWith("./", StringComparison.Ordinal)) return i;
        return -1;
    }

    private static bool IsPython(string name) =>
        Array.IndexOf(s_pythons, name) >= 0 || name.StartsWith("python3.", StringComparison.Ordinal);

    private static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);

    private int FindScript(int program)
    {
        var text = _words[program].Text;
        if (Name is "." or "source") return program + 1 < _words.Count ? ScriptAt(program + 1) : -1;
        if (Array.IndexOf(s_launchers, Name) >= 0) return FirstPythonFile(program + 1);
        if (!IsInterpreter) return IsOwnPath(text) && text.IndexOfAny(s_expanded) < 0 ? program : -1;
        for (var i = program + 1; i < _words.Count; i++)
        {
            var word = _words[i].Text;
            if (word == "-m" && IsPython(Name))
                return i + 1 < _words.Count && Array.IndexOf(s_launcherModules, _words[i + 1].Text) >= 0 ? FirstPythonFile(i + 2) : -1;
            // Code in the command itself, or from the standard input.
            if (word is "-" or "--eval" or "--print" or "-p" || IsCodeOption(word)) return -1;
            if (HasValue(word)) i++;
            else if (word.Length == 0 || word[0] is not ('-' or '+')) return ScriptAt(i);
        }

        return -1;
    }

    private static bool IsOwnPath(string text) =>
        text.IndexOf('/') > 0 || text.StartsWith(ContractPaths.UserCode, StringComparison.Ordinal);

    private bool IsCodeOption(string word) =>
        IsShell || IsPython(Name) ? IsLetters(word) && word.IndexOf('c') > 0 : word is "-e" or "-E" or "-c";

    /// <summary>True when the word after an option is its value: <c>-o pipefail</c>, <c>-euo pipefail</c>.</summary>
    private bool HasValue(string option) =>
        Array.IndexOf(s_withValue, option) >= 0 || (IsShell && IsLetters(option) && option[option.Length - 1] == 'o');

    /// <summary>Options of one letter each, written together: <c>-lc</c>.</summary>
    private static bool IsLetters(string word)
    {
        if (word.Length < 2 || word[0] != '-') return false;
        for (var i = 1; i < word.Length; i++)
            if (!char.IsLetter(word[i])) return false;
        return true;
    }

    private int FirstPythonFile(int first)
    {
        for (var i = first; i < _words.Count; i++)
        {
            if (_words[i].Text is "-m" or "--module" or "--no_python" or "--no-python") return -1;
            if (_words[i].Text.EndsWith(".py", StringComparison.Ordinal) && _words[i].Text[0] != '-') return ScriptAt(i);
        }

        return -1;
    }

    private int ScriptAt(int index)
    {
        var text = _words[index].Text;
        return NameOf(text).IndexOf('.') > 0 && text.IndexOfAny(s_expanded) < 0 ? index : -1;
    }

    private CommandWords.Word? FindNested()
    {
        if (Name == "eval") return Index + 2 == _words.Count ? _words[Index + 1] : null;
        if (!IsShell) return null;
        for (var i = Index + 1; i + 1 < _words.Count; i++)
        {
            if (IsLetters(_words[i].Text) && _words[i].Text.IndexOf('c') > 0) return _words[i + 1];
            if (HasValue(_words[i].Text)) i++;
            else if (_words[i].Text is not ['-' or '+', ..]) return null;
        }

        return null;
    }
}

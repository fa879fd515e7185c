using System;
using System.Collections.Generic;
using Pai.Jobs.Analyzers.Catalog;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Finds scripts that the command runs, and that are not among the files of the source folder.</summary>
internal static class ScriptCheck
{
    /// <summary>Programs that create no files. After any other program, the script may exist.</summary>
    private static readonly string[] s_makeNothing =
    [
        ":", "[", "[[", "apk", "apt", "apt-get", "break", "case", "cat", "chmod", "chown", "conda", "continue", "date", "df", "dnf", "done",
        "du", "echo", "env", "esac", "exit", "export", "false", "fi", "for", "free", "head", "hostname", "id", "ldconfig", "ls", "lscpu",
        "mkdir", "nproc", "nvidia-smi", "pip", "pip3", "printf", "ps", "pwd", "read", "readonly", "return", "rm", "set", "shift", "sleep",
        "tail", "test", "trap", "true", "ulimit", "umask", "uname", "unset", "wait", "wc", "which", "whoami", "yum", "}",
    ];

    /// <summary>Programs that need the files that they are given: a file in their arguments is not one that they made.</summary>
    private static readonly string[] s_needFile = ["chmod", "chown"];

    public static void Check(JobAnalysisContext job, CommandSyntax command)
    {
        if (job.TextOf("SourceDir") is not { } folder || job.Project.Sources.Below(folder) is not { Count: > 0 } files) return;
        var seen = new List<CommandWords.Word>();
        var ranScript = false;
        foreach (var simple in command.Commands)
        {
            if (simple.Program.Name == "cd" && IsSource(simple.Words[simple.Words.Count - 1].Text)) continue;
            // Elsewhere than in the source folder nobody knows what is there.
            if (simple.Program.Name is "cd" or "pushd" or "eval") return;
            if (simple.Program.Script is >= 0 and var script)
            {
                if (!Check(job, simple.Words[script], files, folder, seen, ranScript)) return;
                ranScript = true;
            }
            else if (!MakesNothing(simple))
            {
                return;
            }

            // The string for a shell is looked at word by word.
            if (simple.Program.Nested is null && Array.IndexOf(s_needFile, simple.Program.Name) < 0) seen.AddRange(simple.Words);
        }
    }

    /// <summary>True for the folder that a command starts in anyway.</summary>
    private static bool IsSource(string folder) =>
        folder is "." or "./" or "$PAI_WORKING_DIR" or "${PAI_WORKING_DIR}" || folder.TrimEnd('/') + "/" == ContractPaths.UserCode;

    private static bool MakesNothing(CommandWords.Command command)
    {
        var program = command.Program;
        // A shell that is given a string: what is in it comes next.
        if (program.Nested is not null) return true;
        if (program.Index < 0) return command.Words[0].Text is "env" or "conda" || command.Words[0].Text.IndexOf('=') > 0;
        var isModule = program.IsInterpreter
            && program.Index + 2 < command.Words.Count
            && command.Words[program.Index + 1].Text == "-m"
            && command.Words[program.Index + 2].Text is "pip" or "venv";
        return isModule || Array.IndexOf(s_makeNothing, program.Name) >= 0;
    }

    /// <returns>Whether what follows can be told too.</returns>
    private static bool Check(
        JobAnalysisContext job, CommandWords.Word word, IReadOnlyCollection<string> files, string folder,
        List<CommandWords.Word> before, bool ranScript)
    {
        var prefix = word.Text.StartsWith(ContractPaths.UserCode, StringComparison.Ordinal) ? ContractPaths.UserCode
            : word.Text.StartsWith("./", StringComparison.Ordinal) ? "./"
            : "";
        var script = word.Text.Substring(prefix.Length);
        if (script.Length == 0 || script[0] == '/' || script.Contains("..")) return false;
        // A build makes it, and it is no file of the project: with "." the source folder is that of the program itself.
        if (script.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || script.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
            return false;
        foreach (var file in files)
            if (file == script) return true;
        // The command itself makes it, or looks whether it is there.
        var name = script.Substring(script.LastIndexOf('/') + 1);
        foreach (var earlier in before)
            if (earlier.Text.IndexOf(name, StringComparison.Ordinal) >= 0) return false;
        var nearest = Nearest.Find(script, files, 1);
        // A script before it may have made it, unless its name is a slip.
        if (ranScript && nearest.Count == 0) return false;
        var replacements = nearest.Count > 0 ? new[] { word.Part.Replace(word.Start, word.Text.Length, prefix + nearest[0]) } : [];
        job.Report(
            CommandRules.ScriptMissing, word.Part.LocationOf(word.Start, word.Text.Length), replacements, script, folder,
            nearest.Count > 0 ? $"did you mean \"{nearest[0]}\"?" : "add the script there");
        return true;
    }
}

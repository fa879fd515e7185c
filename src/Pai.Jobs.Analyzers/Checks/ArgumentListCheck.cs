using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Pai.Jobs.Generators;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Finds what only a shell would understand in a command that no shell reads: an argument list, or single quotes.</summary>
internal static class ArgumentListCheck
{
    /// <summary>The variables of a job's nodes, and the one that everyone knows.</summary>
    private static readonly string[] s_variables =
        ["HOME", "RANK", "LOCAL_RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT", "NPROC_PER_NODE"];

    private static readonly string[] s_operators = ["&&", "||", "|", ">", ">>", "2>", "2>&1", "<"];

    /// <summary>Commands that only a shell has.</summary>
    private static readonly string[] s_builtins =
        ["cd", "export", "source", ".", "set", "unset", "ulimit", "eval", "exec", "if", "for", "while"];

    private static readonly Regex s_assignment = new(@"\A[A-Za-z_]\w*=", RegexOptions.CultureInvariant);
    private static readonly Regex s_substitution = new(@"\$\([^)]+\)|\A`[^`]+`\z", RegexOptions.CultureInvariant);

    /// <summary>Programs that put in variables themselves, or for which a dollar is something else.</summary>
    private static readonly string[] s_withDollars = ["envsubst", "awk", "gawk", "mawk", "sed", "grep", "xargs", "make", "ssh", "su"];

    private static readonly Regex s_variable =
        new(
            @"\A[\w.,:=/+\-]*\$(?:(?<name>[A-Za-z_]\w*)|\{(?<name>[A-Za-z_]\w*)(?:[:#%/^,+=?\-][^}]*)?\})[\w.,:=/+\-]*\z",
            RegexOptions.CultureInvariant);

    public static void Check(JobAnalysisContext job, CommandSyntax command)
    {
        if (!command.IsShell) CheckProgram(job, command.Parts);
        foreach (var simple in command.Commands)
        {
            if (Array.IndexOf(s_withDollars, simple.Program.Name) >= 0) return;
            if (!command.IsShell && !simple.IsNested) CheckArguments(job, simple);
            else CheckQuoted(job, simple);
        }
    }

    /// <summary>The first argument is the name of the program alone; a path may have spaces.</summary>
    private static void CheckProgram(JobAnalysisContext job, IReadOnlyList<CommandSyntax.Part> parts)
    {
        if (parts.Count == 0) return;
        if (Array.IndexOf(s_builtins, parts[0].Text) >= 0 || s_assignment.IsMatch(parts[0].Text))
        {
            Report(job, new(parts[0], 0, parts[0].Text), "");
            return;
        }

        var words = parts[0].Text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2) return;
        var name = words[0].Substring(words[0].LastIndexOf('/') + 1);
        if (words[0].IndexOfAny(['/', '\\']) >= 0 && !CommandProgram.IsInterpreterName(name)) return;
        job.Report(CommandRules.ProgramWithArguments, parts[0].LocationOf(0, parts[0].Text.Length), [], parts[0].Text, words[0]);
    }

    private static void CheckArguments(JobAnalysisContext job, CommandWords.Command command)
    {
        var program = command.Program;
        for (var i = 1; i < command.Words.Count; i++)
        {
            var word = command.Words[i];
            if (program.Nested is { } script && script.Part == word.Part) continue;
            if (NameIn(word.Text) is { } name && IsMeant(job, name)) Report(job, word, "$" + name);
            else if (program.Script >= 0
                && i > program.Script
                && (Array.IndexOf(s_operators, word.Text) >= 0 || s_substitution.IsMatch(word.Text))) Report(job, word, "");
        }
    }

    /// <summary>In single quotes a variable is not put in; a script of the job does not do it either.</summary>
    private static void CheckQuoted(JobAnalysisContext job, CommandWords.Command command)
    {
        if (command.Program.Script < 0) return;
        for (var i = command.Program.Script + 1; i < command.Words.Count; i++)
            if (command.Words[i] is { Quote: '\'' } word && NameIn(word.Text) is { } name && IsMeant(job, name))
                Report(job, word, "$" + name);
    }

    private static string? NameIn(string text) => s_variable.Match(text) is { Success: true } match ? match.Groups["name"].Value : null;

    private static bool IsMeant(JobAnalysisContext job, string name) =>
        name.StartsWith("PAI_", StringComparison.Ordinal) || Array.IndexOf(s_variables, name) >= 0 || IsVariableOf(job, name);

    private static bool IsVariableOf(JobAnalysisContext job, string name)
    {
        foreach (var attribute in job.Type.GetAttributes())
            if (attribute is { AttributeClass.Name: KnownNames.EnvironmentVariable, ConstructorArguments: [{ Value: string own }, ..] }
                && own == name) return true;
        return false;
    }

    private static void Report(JobAnalysisContext job, CommandWords.Word word, string what) =>
        job.Report(
            CommandRules.OnlyForShell, word.Part.LocationOf(word.Start, word.Text.Length), [], word.Text,
            word.Quote == '\'' ? "single quotes keep the shell from replacing the variable: use double quotes"
                : what.Length > 0 ? $"an argument list runs without a shell, so the program gets {what} literally: "
                    + "write the command as a single string"
                : "an argument list runs without a shell: write the command as a single string");
}

using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Pai.Jobs.Generators;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Finds options of the job's own script with a fixed value that could be parameters of the record.</summary>
internal static class CommandOptionCheck
{
    private static readonly Regex s_redirection = new(@"\A(?:\d*|&)[<>]", RegexOptions.CultureInvariant);

    public static void Check(JobAnalysisContext job, CommandSyntax command)
    {
        var hasOption = false;
        foreach (var part in command.Parts) hasOption |= part.Text.IndexOf("--", StringComparison.Ordinal) >= 0;
        if (!hasOption) return;

        foreach (var simple in command.Commands)
        {
            if (simple.IsNested || simple.Program.Script < 0) continue;
            for (var i = simple.Program.Script + 1; i < simple.Words.Count; i++) Check(job, simple.Words, i);
        }
    }

    private static void Check(JobAnalysisContext job, IReadOnlyList<CommandWords.Word> words, int index)
    {
        var word = words[index];
        if (!word.Text.StartsWith("--", StringComparison.Ordinal) || word.Text.Length < 3) return;
        var equals = word.Text.IndexOf('=');
        var name = equals < 0 ? word.Text.Substring(2) : word.Text.Substring(2, equals - 2);
        var value = equals >= 0 ? word.Text.Substring(equals + 1).Trim('\'', '"')
            : index + 1 < words.Count ? words[index + 1].Text
            : "";
        // A flag is no parameter, and what comes from a variable or a channel is one already.
        if (!IsName(name)
            || value.Length == 0
            || value[0] == '-'
            || value.IndexOfAny(['$', '`']) >= 0
            || (equals < 0 && s_redirection.IsMatch(value))
            || value.StartsWith("/ml/", StringComparison.Ordinal)
            || IsInMount(job, value)) return;
        if (HasParameter(job, name)) return;
        job.ReportOption(CommandRules.CommandOption, word.Part.LocationOf(word.Start, word.Text.Length), name, value);
    }

    private static bool IsInMount(JobAnalysisContext job, string path)
    {
        foreach (var member in job.Members!)
            if (member.Model.Role != MemberRole.Parameter
                && (path.TrimEnd('/') + "/").StartsWith(ChannelMountPath.Of(member), StringComparison.Ordinal)) return true;
        return false;
    }

    private static bool HasParameter(JobAnalysisContext job, string name)
    {
        var suffix = ContractPaths.ToVariableSuffix(name);
        foreach (var member in job.Members!)
            if (member.Model.Role == MemberRole.Parameter && ContractPaths.ToVariableSuffix(member.Name) == suffix) return true;
        return false;
    }

    private static bool IsName(string name)
    {
        foreach (var c in name)
            if (!(c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-' or '.')) return false;
        return name.Length > 0 && name[0] is >= 'a' and <= 'z' or >= 'A' and <= 'Z';
    }
}

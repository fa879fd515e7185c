using System;
using System.Collections.Generic;
using Pai.Jobs.Analyzers.Catalog;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Finds scripts that the command runs, and that are not among the files of the source folder.</summary>
internal static class ScriptCheck
{
    public static void Check(JobAnalysisContext job, CommandSyntax command)
    {
        if (job.TextOf("SourceDir") is not { } folder || job.Project.Sources.Below(folder) is not { Count: > 0 } files) return;
        var words = CommandWords.Of(command);
        for (var start = 0; start < words.Count; start++)
        {
            // Elsewhere than in the source folder nobody knows what is there.
            if (words[start].Text == "cd") return;
            if (start > 0 && !words[start - 1].EndsCommand) continue;
            if (CommandWords.IndexOfScript(words, start) is >= 0 and var script) Check(job, words[script], files, folder);
        }
    }

    private static void Check(JobAnalysisContext job, CommandWords.Word word, IReadOnlyCollection<string> files, string folder)
    {
        var prefix = word.Text.StartsWith(ContractPaths.UserCode, StringComparison.Ordinal) ? ContractPaths.UserCode
            : word.Text.StartsWith("./", StringComparison.Ordinal) ? "./"
            : "";
        var script = word.Text.Substring(prefix.Length);
        if (script.Length == 0 || script[0] == '/' || script.Contains("..")) return;
        // A build makes it, and it is no file of the project: with "." the source folder is that of the program itself.
        if (script.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || script.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
            return;
        foreach (var file in files)
            if (file == script) return;
        var nearest = Nearest.Find(script, files, 1);
        var replacements = nearest.Count > 0 ? new[] { word.Part.Replace(word.Start, word.Text.Length, prefix + nearest[0]) } : [];
        job.Report(
            CommandRules.ScriptMissing, word.Part.LocationOf(word.Start, word.Text.Length), replacements, script, folder,
            nearest.Count > 0 ? $"did you mean \"{nearest[0]}\"?" : "add it there");
    }
}

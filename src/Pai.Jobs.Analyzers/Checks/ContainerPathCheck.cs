using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using Pai.Jobs.Generators;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Finds paths of the container in a command that no channel provides.</summary>
internal static class ContainerPathCheck
{
    // Behind a variable or a substitution, quoted or not, it is the rest of another path.
    private static readonly Regex s_path =
        new(@"(?<![\w.\-/~*})`]|[\w})`][""'])/ml(?:/[\w.\-]+)+/?", RegexOptions.CultureInvariant);

    public static void Check(JobAnalysisContext job, CommandSyntax command)
    {
        List<string>? mounts = null;
        foreach (var part in command.Parts)
        {
            if (part.Text.IndexOf("/ml/", StringComparison.Ordinal) < 0) continue;
            mounts ??= MountsOf(job, command);
            foreach (Match match in s_path.Matches(command.IsShell ? ShellReader.WithoutComments(part.Text) : part.Text))
                if (PathOf(part.Text, match) is { Length: > 0 } path && !IsProvided(path, mounts))
                    Report(job, part, match.Index, path, mounts);
        }
    }

    /// <summary>The path as far as it is known: what follows it at once may be the rest of its last segment.</summary>
    private static string PathOf(string text, Match match)
    {
        var end = match.Index + match.Length;
        var goesOn = end < text.Length && text[end] is '$' or '{' or '*' or '?' or '[' or '`' or '%';
        return goesOn && !match.Value.EndsWith("/", StringComparison.Ordinal)
            ? match.Value.Substring(0, match.Value.LastIndexOf('/') + 1)
            : match.Value;
    }

    private static List<string> MountsOf(JobAnalysisContext job, CommandSyntax command)
    {
        // The credential folder is the service's own, for inputs of MaxCompute.
        var mounts = new List<string> { ContractPaths.UserCode, ContractPaths.Config, "/ml/input/credential/" };
        foreach (var member in job.Members!)
            if (member.Model.Role != MemberRole.Parameter) mounts.Add(ChannelMountPath.Of(member));
        // What the command itself makes is no channel's.
        foreach (var simple in command.Commands)
        {
            if (simple.Program.Name is not ("mkdir" or "ln" or "mktemp")) continue;
            foreach (var word in simple.Words)
                if (word.Text.StartsWith("/ml/", StringComparison.Ordinal) && !IsBelowContract(word.Text))
                    mounts.Add(word.Text.TrimEnd('/') + "/");
        }

        return mounts;
    }

    /// <summary>True for a folder of the kind that only channels have.</summary>
    private static bool IsBelowContract(string path) =>
        path.StartsWith(ContractPaths.InputData, StringComparison.Ordinal)
            || path.StartsWith(ContractPaths.Output, StringComparison.Ordinal);

    private static bool IsProvided(string path, List<string> mounts)
    {
        var folder = path.EndsWith("/", StringComparison.Ordinal) ? path : path + "/";
        // What is above a mount is there too.
        foreach (var mount in mounts)
            if (folder.StartsWith(mount, StringComparison.Ordinal) || mount.StartsWith(folder, StringComparison.Ordinal)) return true;
        return folder is ContractPaths.InputData or ContractPaths.Output;
    }

    private static void Report(JobAnalysisContext job, CommandSyntax.Part part, int start, string path, List<string> mounts)
    {
        string? nearest = null;
        var best = int.MaxValue;
        foreach (var mount in mounts)
        {
            // As many segments of the path as the mount has; the rest stays.
            var end = EndOfSegments(path, mount.Split('/').Length - 1);
            var folder = mount.TrimEnd('/');
            if (end <= 0 || !SameKind(path, mount)) continue;
            // What all mounts begin with says nothing: the last segment does.
            var distance = EditDistance.Of(path.Substring(0, end), folder);
            if (distance >= best || distance > EditDistance.LimitOf(folder.Substring(folder.LastIndexOf('/') + 1))) continue;
            (nearest, best) = (folder + path.Substring(end), distance);
        }

        var replacements = nearest is not null ? new[] { part.Replace(start, path.Length, nearest) } : [];
        job.Report(
            CommandRules.ContainerPath, part.LocationOf(start, path.Length), replacements, path,
            nearest is not null ? $"did you mean \"{nearest}\"?" : "add a channel for it");
    }

    private static bool SameKind(string path, string mount) =>
        path.StartsWith(ContractPaths.Output, StringComparison.Ordinal) == mount.StartsWith(ContractPaths.Output, StringComparison.Ordinal);

    private static int EndOfSegments(string path, int count)
    {
        var end = 0;
        for (var i = 1; i < count && end >= 0; i++) end = path.IndexOf('/', end + 1);
        return end < 0 ? path.Length : end;
    }
}

using System;
using System.Collections.Generic;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks that channels do not get in each other's way: in the container, and where their data are.</summary>
internal static class ChannelChecks
{
    private const int ReadWrite = 2;

    public static void Check(JobAnalysisContext job)
    {
        if (job.Members is null) return;
        CheckMounts(job, job.Members);
        CheckLocations(job, job.Members);
        MountSettingChecks.Check(job, job.Members);
        foreach (var member in job.Members)
            foreach (var argument in member.Attribute.NamedArguments)
                if (argument is { Key: "MountAccess", Value.Value: ReadWrite })
                    job.Report(ChannelsRules.ReadWriteInput, ProblemPlace.Argument(member.Attribute, "MountAccess"), member.Name);
    }

    private static void CheckMounts(JobAnalysisContext job, IReadOnlyList<JobMember> members)
    {
        var mounts =
            new List<(string Subject, string Path)> { ("the code", ContractPaths.UserCode), ("the config folder", ContractPaths.Config) };
        foreach (var member in members)
        {
            if (member.Model.Role == MemberRole.Parameter) continue;
            var path = ChannelMountPath.Of(member);
            // The parser says so of a path that is none.
            if (MountPathRules.ProblemOf(path) is not null) continue;
            foreach (var (subject, other) in mounts)
            {
                if (!path.StartsWith(other, StringComparison.Ordinal) && !other.StartsWith(path, StringComparison.Ordinal)) continue;
                // Two channels of one name are told by their names.
                if (path != other || subject != SubjectOf(member))
                    job.Report(
                        ChannelsRules.MountOverlap, ProblemPlace.Argument(member.Attribute, "MountPath"), member.Name, path, subject,
                        other);
                break;
            }

            mounts.Add((SubjectOf(member), path));
        }
    }

    private static string SubjectOf(JobMember member) =>
        $"{(member.Model.Role == MemberRole.Input ? "the input" : "the output")} \"{member.Name}\"";

    private static void CheckLocations(JobAnalysisContext job, IReadOnlyList<JobMember> members)
    {
        var taken = new Dictionary<string, JobMember>(StringComparer.Ordinal);
        foreach (var role in (MemberRole[])[MemberRole.Input, MemberRole.Output])
        {
            foreach (var member in members)
            {
                var name = role == MemberRole.Input ? "DefaultUri" : "Uri";
                if (member.Model.Role != role || TextOf(member, name) is not { } text) continue;
                var place = Normalize(text);
                if (!taken.TryGetValue(place, out var other)) taken.Add(place, member);
                else if (role == MemberRole.Output)
                    job.Report(
                        ChannelsRules.SameLocation, ProblemPlace.Argument(member.Attribute, name), member.Name, text, SubjectOf(other));
            }
        }
    }

    private static string? TextOf(JobMember member, string argument)
    {
        foreach (var named in member.Attribute.NamedArguments)
            if (named.Key == argument) return named.Value.Value as string;
        return null;
    }

    /// <summary>The same string for the same location: the case of the scheme and a slash at the end do not count.</summary>
    private static string Normalize(string location)
    {
        var scheme = location.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return location.TrimEnd('/');
        var rest = location.Substring(scheme + 3).TrimEnd('/');
        var name = location.Substring(0, scheme).ToLowerInvariant();
        return name == "file" ? rest : name + "://" + rest;
    }
}

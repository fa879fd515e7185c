using System.Text.Json;
using System.Text.RegularExpressions;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Validation;

/// <summary>Names, mount paths and locations of channels.</summary>
internal static partial class ChannelRules
{
    public static void Check(JobSubmission job, List<JobProblem> problems)
    {
        CheckNames("input", job.Inputs.Select(i => i.Name), problems);
        CheckNames("output", job.Outputs.Select(o => o.Name), problems);
        CheckMounts(job, problems);
        CheckLocations(job, problems);
        foreach (var i in job.Inputs) CheckSettings($"input \"{i.Name}\"", i.Location, i.MountOptions, i.DatasetVersion, problems);
        foreach (var o in job.Outputs) CheckSettings($"output \"{o.Name}\"", o.Location, o.MountOptions, o.DatasetVersion, problems);
    }

    private static void CheckSettings(
        string subject, DataLocation? location, string? options, string? version, List<JobProblem> problems)
    {
        if (version is not null && location is not (null or DatasetId))
            problems.Add(new(subject, $"has the dataset version {version}, and {location} is not a dataset. Leave DatasetVersion out."));
        if (options is null) return;
        if (location is NasUri or CpfsUri or DatasetId)
            problems.Add(new(subject, $"has mount options, which are for OSS, and is at {location}. Leave MountOptions out."));
        if (!IsJsonObject(options))
        {
            problems.Add(new(
                subject,
                $"has the mount options \"{options}\", which are not a JSON object. Write for instance {{\"mountType\":\"ossfs\"}}."));
        }
    }

    private static bool IsJsonObject(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void CheckNames(string kind, IEnumerable<string> names, List<JobProblem> problems)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!NamePattern().IsMatch(name))
            {
                problems.Add(new(
                    $"{kind} \"{name}\"", "may have letters, digits, _ - and . only, and must start with a letter or a digit."));
            }
            else if (!seen.TryAdd(ContractPaths.ToVariableSuffix(name), name))
            {
                problems.Add(new(
                    $"{kind} \"{name}\"",
                    $"and \"{seen[ContractPaths.ToVariableSuffix(name)]}\" both become "
                        + $"PAI_{kind.ToUpperInvariant()}_{ContractPaths.ToVariableSuffix(name)}. Rename one."));
            }
        }
    }

    private static void CheckMounts(JobSubmission job, List<JobProblem> problems)
    {
        var mounts = new List<(string Subject, string Path)>
        {
            ("the code", ContractPaths.UserCode),
            ("the config folder", ContractPaths.Config),
        };
        var channels = job.Inputs.Select(i => ($"input \"{i.Name}\"", i.MountPath))
            .Concat(job.Outputs.Select(o => ($"output \"{o.Name}\"", o.MountPath)));
        foreach (var (subject, path) in channels)
        {
            if (Refuse(path) is { } reason)
            {
                problems.Add(new(subject, $"its mount path \"{path}\" {reason}."));
                continue;
            }

            var other = mounts.Find(m =>
                m.Path.StartsWith(path, StringComparison.Ordinal) || path.StartsWith(m.Path, StringComparison.Ordinal));
            if (other.Path is not null) problems.Add(new(subject, $"its mount path {path} overlaps with {other.Subject} at {other.Path}."));
            mounts.Add((subject, path));
        }
    }

    private static string? Refuse(string path) =>
        !path.StartsWith('/') ? "is not absolute"
        : path == "/" ? "is the root"
        : path.Contains("//", StringComparison.Ordinal) ? "has an empty segment"
        : LocationText.CheckSegments(path);

    private static void CheckLocations(JobSubmission job, List<JobProblem> problems)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in job.Inputs)
            if (input.Location is { } location) taken.TryAdd(Place(location), $"input \"{input.Name}\"");
        foreach (var output in job.Outputs)
        {
            if (output.Location is not { } location || taken.TryAdd(Place(location), $"output \"{output.Name}\"")) continue;
            problems.Add(new(
                $"output \"{output.Name}\"",
                $"is at {location}, where {taken[Place(location)]} is too: the job would write over it."));
        }
    }

    private static string Place(DataLocation location) => (location.FilePath ?? location.ToString()).TrimEnd('/');

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.\-]*\z")]
    private static partial Regex NamePattern();
}

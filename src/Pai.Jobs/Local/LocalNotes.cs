namespace Pai.Jobs.Internal.Local;

/// <summary>The sentences about a run that its record and its start lines have.</summary>
internal static class LocalNotes
{
    /// <summary>Those that the plan has too.</summary>
    public static IReadOnlyList<string> Of(
        JobSubmission job,
        OssInput? ossSource,
        IReadOnlyList<OssInput> ossInputs,
        IReadOnlyList<LocalOutput> outputs,
        LocalIsolation isolation,
        IReadOnlyList<string> passEnvironment) =>
    [
        .. job.Notes,
        .. UnusedSettings(job, isolation),
        .. ossSource is null ? [] : Of(ossSource),
        .. ossInputs.SelectMany(Of),
        .. outputs.SelectMany(Of),
        .. job.Outputs.SelectMany(o => OfCheckpoint(o, outputs)),
        .. HiddenPaths.Notes(job, isolation, passEnvironment),
        .. CleanSignals.Problem is { } problem && isolation != LocalIsolation.Docker ? [problem] : (string[])[],
    ];

    private static IEnumerable<string> Of(OssInput input)
    {
        var count = input.Objects.Count == 1 ? "1 object" : $"{input.Objects.Count} objects";
        var part = input.LeftOut is { Count: > 0 } left
            ? $" A part: {left.Count} objects, {left.Sum(o => o.Info.Size)} bytes, are left out."
            : "";
        yield return $"{input.Title} is {input.Location}: {count}, {input.Size} bytes, downloaded unless an earlier run did.{part}";
        if (input.IsWritable)
            yield return $"The job may write to its own copy of the input \"{input.Name}\"; nothing is written back to OSS.";
    }

    private static IEnumerable<string> Of(LocalOutput output)
    {
        if (output.Published is not { } location) yield break;
        yield return $"The output \"{output.Name}\" is uploaded to {location} when the command has succeeded. "
            + "Objects of the same keys are replaced; others stay.";
    }

    private static IEnumerable<string> OfCheckpoint(OutputChannel channel, IReadOnlyList<LocalOutput> outputs)
    {
        if (channel is not { IsCheckpoint: true, Location: { FilePath: null } location }) yield break;
        yield return $"The checkpoints \"{channel.Name}\" are in {outputs.First(o => o.Name == channel.Name).Folder}; "
            + $"a run on this machine does not use {location}.";
    }

    /// <summary>Those about the code, of which the plan has lists where the code is on this machine.</summary>
    public static IReadOnlyList<string> OfCode(CodeArchive? code, bool isPlanned) =>
        code is null ? [] : [.. LeftOut(code.LeftOut, isPlanned), .. code.Warnings];

    /// <summary>The settings of the cloud that a run on this machine does not use, in one sentence.</summary>
    private static IEnumerable<string> UnusedSettings(JobSubmission job, LocalIsolation isolation)
    {
        var unused = new List<string>();
        if (isolation != LocalIsolation.Docker && (job.Image ?? job.Framework) is { } image) unused.Add($"the image {image}");
        if (job.InstanceType is { } type and not "local") unused.Add($"the instance type {type}");
        if (job.ResourceId is { } quota) unused.Add($"the quota {quota}");
        if (unused.Count > 0) yield return $"Not used on this machine: {string.Join(", ", unused)}.";
    }

    private static IEnumerable<string> LeftOut(IReadOnlyList<string> paths, bool isPlanned)
    {
        const int Shown = 3;
        if (paths.Count == 0) yield break;
        var more = paths.Count > Shown ? $", … and {paths.Count - Shown} more" : "";
        var advice = isPlanned ? " PlanAsync lists all of it." : "";
        yield return $"Left out of the code: {string.Join(", ", paths.Take(Shown))}{more}.{advice}";
    }
}

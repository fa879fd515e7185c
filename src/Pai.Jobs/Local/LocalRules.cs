using System.Text;
using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Local;

/// <summary>The limits of the local backend, in any isolation.</summary>
internal static class LocalRules
{
    /// <summary>The kernel's limit for one argument (MAX_ARG_STRLEN), less what paths may add.</summary>
    private const int MaxTextBytes = 120 << 10;

    public static IEnumerable<JobProblem> Check(JobSubmission job)
    {
        if (OperatingSystem.IsWindows())
            yield return new("backend", "\"local\" needs a POSIX shell, which Windows does not have. Run the program in WSL.");
        if (job.CodeSourceId is { } code)
        {
            yield return new(
                "CodeSourceId",
                $"is {code}: code that is registered with PAI, which this machine does not have. Set RunOptions.SourceDir to a copy.");
        }

        if (job.InstanceCount > 1 && !LocalNodes.SeveralNodes.Contains(job.JobType))
        {
            yield return new(
                "InstanceCount",
                $"is {job.InstanceCount}; the local backend runs a {job.JobType} on one node, "
                + $"and several nodes only of {string.Join(", ", LocalNodes.SeveralNodes)}. "
                + "Set RunOptions.InstanceCount to 1 for a local run.");
        }

        foreach (var text in job.Command.Arguments.Append(job.Command.ShellText))
        {
            if (text is not null && Encoding.UTF8.GetByteCount(text) > MaxTextBytes)
            {
                yield return new(
                    "Command",
                    $"has a string of {Encoding.UTF8.GetByteCount(text)} bytes; the kernel takes at most {MaxTextBytes}. "
                    + "Put it into a file of the source.");
            }
        }

        foreach (var input in job.Inputs)
        {
            // Those on OSS are looked up by OssInputPlan.
            if (input.Location is { } uri and not OssUri { FilePath: null } && CheckInput(uri) is { } problem)
                yield return new($"input \"{input.Name}\"", problem);
        }

        foreach (var output in job.Outputs)
        {
            // Checkpoints stay on this machine.
            var earlier = output.IsCheckpoint ? job.Checkpoints.GetValueOrDefault(output.Name)?.FilePath : null;
            if (earlier is not null && !Directory.Exists(earlier))
            {
                yield return new(
                    $"output \"{output.Name}\"",
                    $"has its checkpoints at {earlier}, and the folder is not there any more: the first try was deleted.");
            }

            if (output.Location is not { } uri || (output.IsCheckpoint && uri.FilePath is null)) continue;
            if (CheckOutput(uri) is { } problem) yield return new($"output \"{output.Name}\"", problem);
        }

        if (CheckOutputPath(job) is { } existing) yield return new("JobName", existing);
        if (job.OutputPath is { FilePath: null } path and not OssUri) yield return new("OutputPath", $"{path} is not on this machine.");
    }

    private static string? CheckInput(DataLocation uri)
    {
        if (uri.FilePath is not { } path)
        {
            return $"is at {uri}, which the local backend cannot read. "
                + "Give it a copy on this machine: a path, in a property of type DataLocation.";
        }

        if (Path.Exists(path)) return null;
        return $"is at {path}, and nothing is there. {NearestPath.Describe(path, p => $"Did you mean {p}?")}".TrimEnd();
    }

    /// <summary>Below the output path each run has a folder of its own name; one that exists is another run's.</summary>
    private static string? CheckOutputPath(JobSubmission job)
    {
        if (job.OutputPath?.FilePath is not { } path || job.Outputs.All(o => o.Location is LocalPath)) return null;
        var folder = Path.Combine(path, job.JobName);
        return Path.Exists(folder)
            ? $"is \"{job.JobName}\", and {folder} exists already: the outputs of two runs would be mixed. "
                + "Choose another name or OutputPath."
            : null;
    }

    private static string? CheckOutput(DataLocation uri)
    {
        // OssOutputRules looks at those on OSS.
        if (uri is OssUri) return null;
        if (uri.FilePath is not { } path)
        {
            return $"has the location {uri}, which the local backend cannot write. "
                + "Leave it out for a local run: the output is then in the run's folder.";
        }

        return File.Exists(path) ? $"has the location {path}, which is a file; an output is a folder." : null;
    }
}

using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Local;

/// <summary>Where the outputs of a local run are.</summary>
internal static class LocalOutputs
{
    /// <summary>
    /// A location on this machine that was given; one on OSS, which is published from a folder of the run; else a folder below the given
    /// output path; else one in the run's folder. Checkpoints stay on this machine: a job that fails needs them, and is not published.
    /// </summary>
    public static IReadOnlyList<LocalOutput> Of(JobSubmission job, RunFolder folder) => [.. job.Outputs.Select(o => Of(job, o, folder))];

    /// <summary>The locations that users see, by channel.</summary>
    public static Dictionary<string, DataLocation> Locations(this IEnumerable<LocalOutput> outputs) =>
        outputs.ToDictionary(o => o.Name, o => o.Location);

    private static LocalOutput Of(JobSubmission job, OutputChannel output, RunFolder folder)
    {
        if (output is { Location: OssUri { FilePath: null } place, IsCheckpoint: false })
        {
            var location = OssUri.Parse(LocationText.EnsureTrailingSlash(place.ToString()));
            return new(output.Name, location, folder.ForContract(output.MountPath));
        }

        var path = PathOf(job, output, folder);
        return new(output.Name, LocalPath.Parse(LocationText.EnsureTrailingSlash(path)), path);
    }

    /// <summary>The folder that a link leads to: a link that is found there later is the job's, and is not followed.</summary>
    private static string LinkTargetOf(string path)
    {
        try
        {
            return new DirectoryInfo(Path.TrimEndingDirectorySeparator(path)).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static string PathOf(JobSubmission job, OutputChannel output, RunFolder folder) =>
        (output.Location?.FilePath is { } given ? LinkTargetOf(given) : null)
        ?? (output.IsCheckpoint ? job.Checkpoints.GetValueOrDefault(output.Name)?.FilePath : null)
        ?? (job.OutputPath?.FilePath is { } path ? Path.Combine(path, job.JobName, output.Name) : folder.ForContract(output.MountPath));
}

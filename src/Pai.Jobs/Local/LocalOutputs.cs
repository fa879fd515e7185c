using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Local;

/// <summary>Where the outputs of a local run are.</summary>
internal static class LocalOutputs
{
    /// <summary>A place of this machine that was given; else a folder below the given output path; else one in the run's folder.</summary>
    public static Dictionary<string, DataLocation> Of(JobSubmission job, RunFolder folder) =>
        job.Outputs.ToDictionary(o => o.Name, o => (DataLocation)LocalPath.Parse(LocationText.EnsureTrailingSlash(PathOf(job, o, folder))));

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
        ?? (job.OutputPath?.FilePath is { } path ? Path.Combine(path, job.JobName, output.Name) : folder.ForContract(output.MountPath));
}

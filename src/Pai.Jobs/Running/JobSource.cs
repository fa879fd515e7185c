using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Running;

/// <summary>Finds the code that a <c>SourceDir</c> names, on this machine or on OSS.</summary>
internal static class JobSource
{
    private const string OssScheme = "oss://";

    /// <summary>
    /// The absolute path, or the location on OSS; neither when nothing is named, or nothing is there, which is then a problem.
    /// </summary>
    public static (string? Path, OssUri? Uri) Find(string? sourceDir, List<JobProblem> problems)
    {
        if (sourceDir is null || !sourceDir.StartsWith(OssScheme, StringComparison.Ordinal))
            return (SourceDirectory.Find(sourceDir, problems), null);
        if (OssUri.TryParse(sourceDir, out var uri, out var problem)) return (null, uri);
        problems.Add(new("SourceDir", problem));
        return (null, null);
    }
}

using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Running;

/// <summary>Finds the code of a job: a <c>SourceDir</c> on this machine or on OSS, or a <c>SourceProject</c>.</summary>
/// <param name="Path">The absolute path of a folder or file; null for none.</param>
/// <param name="Uri">The location on OSS; null for none.</param>
/// <param name="Project">The absolute path of a project file; null for none.</param>
internal readonly record struct JobSource(string? Path, OssUri? Uri, string? Project)
{
    private const string OssScheme = "oss://";

    /// <summary>The code of a run. Code in its options, of any kind, replaces the record's. What is not there is a problem.</summary>
    public static JobSource Find(JobDefinition record, RunOptions options, List<JobProblem> problems)
    {
        var (folder, project) = options is { SourceDir: null, SourceProject: null, CodeSourceId: null }
            ? (record.SourceDir, record.SourceProject)
            : (options.SourceDir, options.SourceProject);
        if (folder is not null && project is not null)
            problems.Add(new("SourceProject", $"\"{project}\" and SourceDir \"{folder}\" are both set. Leave one of them out."));
        var (path, uri) = FindFolder(folder, problems);
        return new(path, uri, ProjectFile.Find(project, record.ProjectDirectory, problems));
    }

    /// <summary>
    /// The absolute path, or the location on OSS; neither when nothing is named, or nothing is there, which is then a problem.
    /// </summary>
    public static (string? Path, OssUri? Uri) FindFolder(string? sourceDir, List<JobProblem> problems)
    {
        if (sourceDir is null || !sourceDir.StartsWith(OssScheme, StringComparison.Ordinal))
            return (SourceDirectory.Find(sourceDir, problems), null);
        if (OssUri.TryParse(sourceDir, out var uri, out var problem)) return (null, uri);
        problems.Add(new("SourceDir", problem));
        return (null, null);
    }
}

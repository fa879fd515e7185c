using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Local;

/// <summary>Finds out what a run on this machine needs, and changes nothing.</summary>
internal static class LocalPreparation
{
    public static async Task<(CodeArchive? Code, IReadOnlyList<JobProblem> Problems)> PlanCodeAsync(
        string? sourcePath, IReadOnlyList<string> except, CancellationToken cancellationToken)
    {
        if (sourcePath is null) return (null, []);
        try
        {
            return (await CodeArchive.PlanAsync(sourcePath, new() { Except = except }, cancellationToken).ConfigureAwait(false), []);
        }
        catch (CodeArchiveException e)
        {
            return (null, [.. e.Problems.Select(p => new JobProblem("SourceDir", $"{sourcePath} cannot be packed: {p}"))]);
        }
    }

    public static LocalPreparedJob Prepare(
        LocalBackend backend,
        JobSubmission job,
        RunFolder folder,
        CodeArchive? code,
        IReadOnlyList<JobProblem> found,
        string runsDirectory,
        IsolationChoice isolation,
        OssInput? ossSource,
        IReadOnlyList<OssInput> ossInputs,
        IReadOnlyList<LocalOutput> outputs,
        IReadOnlyList<string> notes,
        BackendContext context)
    {
        var image = Resolve(job.Image, context.Region);
        var problems = new List<JobProblem>([.. found, .. LocalRules.Check(job), .. OutputRules.Check(job, outputs, runsDirectory)]);
        if (isolation.Problem is { } problem) problems.Add(new("isolation", problem));
        if (isolation.Isolation == LocalIsolation.Docker && ImageRegion.IsNeeded(image)) problems.Add(ImageRegion.Missing(image!));
        problems.AddRange(IsolationRules.Check(job, isolation.Isolation, runsDirectory));
        return new(backend, job, JobMarker.Create(job.JobName, context.TimeProvider))
        {
            Folder = folder,
            Isolation = isolation,
            RunNotes = notes,
            OssSource = ossSource,
            OssInputs = ossInputs,
            LocalOutputs = outputs,
            Archive = code,
            BackendProblems = problems,
            Image = image,
            Code = code?.ToSummary(job.SourcePath!),
            Uploads = code is null ? [] : [CodeUpload(job.SourcePath!, code, runsDirectory)],
            Outputs = outputs.Locations(),
            Notes =
            [
                $"The new folder {folder.Root} gets the config folder, the logs and the outputs.",
                $"The command runs on this machine in {isolation.Isolation} isolation. {isolation.Reason}",
                .. notes,
            ],
        };
    }

    private static PreparedUpload CodeUpload(string source, CodeArchive code, string runsDirectory) => new()
    {
        Name = "code",
        SourcePath = source,
        Destination = CodeStore.FolderOf(runsDirectory, code.Sha256),
        Size = code.TarSize,
        Sha256 = code.Sha256,
        IsPresent = CodeStore.Has(runsDirectory, code.Sha256),
    };

    /// <summary>The image with the session's region, where there is one; only Docker looks at it.</summary>
    private static string? Resolve(string? image, string? region) =>
        ImageRegion.IsNeeded(image) && region is not null ? ImageRegion.Resolve(image!, region) : image;
}

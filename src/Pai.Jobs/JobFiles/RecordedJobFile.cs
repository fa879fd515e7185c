namespace Pai.Jobs.Internal.JobFiles;

/// <summary>Puts a job on record with its submission, as a job file: it can be run again without the program that it is from.</summary>
internal static class RecordedJobFile
{
    /// <summary>The folder that relative paths of recorded files are from.</summary>
    private const string Root = "/";

    /// <summary>The submission with its job; one with problems, which is not submitted, as it is.</summary>
    public static JobSubmission Add<TJob, TOutputs>(
        IJob<TJob, TOutputs> job, JobValues values, RunOptions options, JobSubmission submission)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        if (submission.Problems.Count > 0) return submission;
        var schema = job is FileJob file ? file.Schema : JobSchema.Of<TJob, TOutputs>(values.Definition);
        var (recorded, unrecorded) = JobFileFolding.Record(values, options, schema);
        return submission with { JobFile = recorded.ToJson(Root), UnrecordedSecrets = unrecorded };
    }

    /// <exception cref="JobException">It is of another version or damaged.</exception>
    public static JobFile Read(string json) => JobFile.Parse(json, Root);
}

using Pai.Jobs.Internal.Submitting;
using Pai.Jobs.Internal.Validation;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>Refuses a job that cannot be tried again, before its first try.</summary>
internal static class RetryRules
{
    /// <exception cref="ArgumentException">The options are wrong for any job.</exception>
    public static void Check(JobDefinition record, RunOptions options, RetryOptions retry)
    {
        retry.Check(options.Retry is null ? $"[Retry] of {record.RecordName}" : SubjectOf(options));
        const int Longest = SubmissionLimits.MaxSubmitKeyLength - JobTries.MaxSuffixLength;
        if (options.SubmitKey?.Length > Longest)
        {
            throw new ArgumentException(
                $"RunOptions.SubmitKey has {options.SubmitKey.Length} characters; with retries at most {Longest} are allowed, "
                + "since each try gets a key made of it.");
        }
    }

    /// <exception cref="JobValidationException">The job cannot be tried again.</exception>
    public static void Check(PreparedJob plan, RunOptions options, RetryOptions retry)
    {
        var subject = SubjectOf(options);
        var job = plan.Submission;
        var problems = new List<JobProblem>(plan.Problems);
        if (!retry.ReuseOutputs && job.Outputs.FirstOrDefault(o => o is { Location: not null, IsCheckpoint: false }) is { } output)
        {
            problems.Add(new(
                subject,
                $"would let several tries write to {output.Location}, the location of the output \"{output.Name}\". "
                + "Leave the location out, so that each try gets a new one, or set ReuseOutputs."));
        }

        if (retry.FallbackInstanceTypes.Count > 0 && job.InstanceType is null or "local")
        {
            problems.Add(new(
                subject,
                $"has FallbackInstanceTypes, and the job runs {(job.ResourceId is { } quota ? $"in the quota {quota}" : "here")}, "
                + "not on an instance type of public resources. Leave them out, or give the job an instance type."));
        }

        if (problems.Count > 0) throw new JobValidationException(job.RecordName, problems);
    }

    private static string SubjectOf(RunOptions options) => options.Retry is null ? "[Retry]" : "RunOptions.Retry";
}

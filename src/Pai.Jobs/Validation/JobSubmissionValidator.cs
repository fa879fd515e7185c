namespace Pai.Jobs.Internal.Validation;

/// <summary>All that can be wrong with a job on any backend. What only one backend cannot do is that backend's to say.</summary>
internal static class JobSubmissionValidator
{
    /// <param name="job">The job.</param>
    /// <param name="environment">Reads the environment variables that secrets are in.</param>
    public static List<JobProblem> Validate(JobSubmission job, Func<string, string?> environment)
    {
        var problems = new List<JobProblem>();
        RunRules.Check(job, problems);
        ResourceRules.Check(job, problems);
        ChannelRules.Check(job, problems);
        ParameterRules.Check(job, problems);
        SecretRules.Check(job, environment, problems);
        return problems;
    }
}

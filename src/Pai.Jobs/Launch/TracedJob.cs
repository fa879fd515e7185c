using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Internal.Launch;

/// <summary>Adds the trace of the submitter to the variables of a job.</summary>
internal static class TracedJob
{
    /// <summary>
    /// The submission as it goes to the launch script. It is made when the job is submitted, and is in no plan and no digest: the same job
    /// in another trace is the same job. A variable that the user has set wins.
    /// </summary>
    /// <param name="job">The submission.</param>
    /// <param name="trace">The variables of <see cref="TraceVariables.Current"/>.</param>
    /// <param name="passed">The names of variables that the job gets from this process.</param>
    public static JobSubmission With(
        JobSubmission job, IReadOnlyList<KeyValuePair<string, string>> trace, IReadOnlyList<string>? passed = null)
    {
        // The three belong together: those of two traces would make no sense.
        if (trace.Count == 0 || job.Environment.ContainsKey(TraceVariables.Parent) || passed?.Contains(TraceVariables.Parent) == true)
            return job;
        var environment = new Dictionary<string, EnvironmentValue>(job.Environment, StringComparer.Ordinal);
        foreach (var (name, value) in trace)
            if (passed?.Contains(name) != true) environment[name] = value;
        return job with { Environment = environment };
    }
}

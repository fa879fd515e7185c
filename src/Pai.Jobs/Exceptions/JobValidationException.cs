namespace Pai.Jobs;

/// <summary>A job was not submitted because something in it is wrong. Nothing was sent, written or uploaded.</summary>
#pragma warning disable CA1032 // Without its problems the exception would say nothing.
public sealed class JobValidationException : JobException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="recordName">The full name of the record in C#.</param>
    /// <param name="problems">All that is wrong, at least one.</param>
    public JobValidationException(string recordName, IReadOnlyList<JobProblem> problems)
        : base(Describe(recordName, problems))
    {
        Problems = problems;
    }

    /// <summary>All that is wrong, in the order of the record's declaration.</summary>
    public IReadOnlyList<JobProblem> Problems { get; }

    private static string Describe(string recordName, IReadOnlyList<JobProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return problems.Count == 1
            ? $"The job {recordName} was not submitted. {problems[0]}"
            : $"The job {recordName} was not submitted, for {problems.Count} reasons:" + string.Concat(problems.Select(p => $"\n  - {p}"));
    }
}

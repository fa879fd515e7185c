namespace Pai.Jobs;

/// <summary>
/// A report of a running job, which it writes as one line of its log: a <see cref="ProgressReport"/>, a <see cref="MetricReport"/> or a
/// <see cref="FailureReport"/>. docs/worker.md has the format of the line.
/// </summary>
public abstract record JobReport
{
    private protected JobReport()
    {
    }

    /// <summary>The report on one line, for people.</summary>
    public abstract override string ToString();
}

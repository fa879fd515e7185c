using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs;

/// <content>What the job tells the submitting side, in lines of its log.</content>
public sealed partial class JobContext
{
    /// <summary>
    /// Reports the progress. The same percentage with the same message is reported once, so that it may be called for every item.
    /// </summary>
    /// <param name="fraction">The finished part of the work, from 0 to 1; what is outside, through rounding for instance, is cut.</param>
    /// <param name="message">The current step, for people. Of a long one, 1,000 characters are reported.</param>
    /// <exception cref="ArgumentException">The fraction is not a number.</exception>
    public void ReportProgress(double fraction, string? message = null)
    {
        if (double.IsNaN(fraction)) throw new ArgumentException("The fraction is NaN; it must be from 0 to 1.", nameof(fraction));
        var report = new ProgressReport { Fraction = Math.Clamp(fraction, 0, 1), Message = message };
        lock (_lock)
        {
            if (_lastProgress == (report.Percent, message)) return;
            _lastProgress = (report.Percent, message);
            Write(report);
        }
    }

    /// <summary>Reports a value that the job measured.</summary>
    /// <param name="name">The name, 1 to 100 characters without control characters: <c>loss</c>, <c>val/accuracy</c>.</param>
    /// <param name="value">The value; NaN and the infinite ones too.</param>
    /// <param name="step">The step at which it was measured; null for none.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public void ReportMetric(string name, double value, long? step = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!ReportLine.IsName(name))
        {
            throw new ArgumentException(
                $"\"{name}\" is not the name of a metric: give 1 to {ReportLine.MaxNameLength} characters without control characters.",
                nameof(name));
        }

        lock (_lock) Write(new MetricReport { Name = name, Value = value, Step = step });
    }

    /// <summary>
    /// Reports the reason of a failure, and continues: the program ends itself, with an exit code that is not 0. The submitting side has
    /// the last reason as <see cref="JobFailedException.Failure"/>. In <see cref="RunAsync"/>, throw a <see cref="JobFailureException"/>.
    /// </summary>
    /// <param name="code">A short code for programs: 1 to 100 ASCII letters, digits, dots, hyphens and underscores.</param>
    /// <param name="message">The reason in a sentence, without secrets. Of a long one, 1,000 characters are reported.</param>
    /// <param name="details">Further facts by name; as many as the line of 8,000 bytes has room for. Default none.</param>
    /// <exception cref="ArgumentException">The code has another form.</exception>
    public void Fail(string code, string message, IReadOnlyDictionary<string, string>? details = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var failure = new JobFailureException(code, message, details);
        lock (_lock) Write(new FailureReport { Code = failure.Code, Message = message, Details = failure.Details });
    }

    /// <summary>The line in one piece, so that other threads cannot write into it.</summary>
    private void Write(JobReport report)
    {
        var output = _output ?? Console.Out;
        output.Write(ReportLine.Write(report) + "\n");
        output.Flush();
    }
}

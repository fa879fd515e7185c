using System.Text;

namespace Pai.Jobs;

/// <summary>A job ended, and not well: it failed or was stopped.</summary>
#pragma warning disable CA1032 // Without the job the exception would say nothing.
public sealed class JobFailedException : JobException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="info">What is known of the job.</param>
    /// <param name="lastLogLines">The last lines of its log.</param>
    public JobFailedException(JobInfo info, IReadOnlyList<string> lastLogLines)
        : this(info, lastLogLines, failure: null)
    {
    }

    /// <summary>Creates the exception of a job that gave a reason for its failure.</summary>
    /// <param name="info">What is known of the job.</param>
    /// <param name="lastLogLines">The last lines of its log.</param>
    /// <param name="failure">The reason that the job itself gave; null for none.</param>
    public JobFailedException(JobInfo info, IReadOnlyList<string> lastLogLines, FailureReport? failure)
        : this(info, lastLogLines, failure, isLogShown: false)
    {
    }

    /// <summary>Creates the exception for a job whose log may have been shown already: the message then leaves its lines out.</summary>
    internal JobFailedException(JobInfo info, IReadOnlyList<string> lastLogLines, FailureReport? failure, bool isLogShown)
        : base(Describe(info, lastLogLines, failure, isLogShown))
    {
        Info = info;
        LastLogLines = lastLogLines;
        Failure = failure;
        Tries = [info];
    }

    /// <summary>The exception for a run that was tried several times.</summary>
    internal JobFailedException(JobFailedException last, IReadOnlyList<JobInfo> tries)
        : base(last.Message, last) =>
        (Info, LastLogLines, Failure, Tries) = (last.Info, last.LastLogLines, last.Failure, tries);

    /// <summary>The message, with all tries where there were several.</summary>
    public override string Message => Tries.Count < 2
        ? base.Message
        : $"{base.Message}\nThis was the last of {Tries.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)} tries: "
            + string.Join(", ", Tries.Select(t => $"{t.Id} ({t.FailureCause})")) + ".";

    /// <summary>The tries of the run, in order, with their states at the end; <see cref="Info"/> is that of the last.</summary>
    public IReadOnlyList<JobInfo> Tries { get; }

    /// <summary>The last known state of the job.</summary>
    public JobInfo Info { get; }

    /// <summary>The job.</summary>
    public string JobId => Info.Id;

    /// <summary>
    /// The status it ended with: <see cref="JobStatus.Failed"/>, <see cref="JobStatus.FailedReserving"/> or
    /// <see cref="JobStatus.Stopped"/>.
    /// </summary>
    public JobStatus Status => Info.Status;

    /// <summary>A short code of the reason, or null.</summary>
    public string? ReasonCode => Info.ReasonCode;

    /// <summary>The reason in a sentence, or null.</summary>
    public string? ReasonMessage => Info.ReasonMessage;

    /// <summary>
    /// The reason that the job itself gave (<c>JobContext.Fail</c>, or the line of docs/worker.md); null when it gave none. It is looked
    /// for in the last lines of the log.
    /// </summary>
    public FailureReport? Failure { get; }

    /// <summary>The exit code of the command, or null where it is not known.</summary>
    public int? ExitCode => Info.ExitCode;

    /// <summary>The page for people.</summary>
    public Uri? ConsoleUrl => Info.ConsoleUrl;

    /// <summary>The last lines of the log, at most 20; empty when it could not be read.</summary>
    public IReadOnlyList<string> LastLogLines { get; }

    private static string Describe(JobInfo info, IReadOnlyList<string> lastLogLines, FailureReport? failure, bool isLogShown)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(lastLogLines);
        var text = new StringBuilder($"Job {info.Name} ({info.Id}) ended as {info.StatusText ?? info.Status.ToString()}");
        if (info.ExitCode is { } code) text.Append($" with exit code {code}");
        if (info.ReasonCode is { } reason) text.Append($", {reason}");
        text.Append(info.ReasonMessage is { } message ? $": {message}" : ".");
        if (failure is not null) text.Append($"\nThe job gave the reason {failure}");
        if (info.ConsoleUrl is { } url) text.Append($"\nSee {url}");
        if (isLogShown) return text.ToString();
        if (lastLogLines.Count > 0) text.Append("\nThe last lines of its log:");
        foreach (var line in lastLogLines) text.Append("\n  ").Append(line);
        return text.ToString();
    }
}

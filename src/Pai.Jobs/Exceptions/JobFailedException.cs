using System.Text;

namespace Pai.Jobs;

/// <summary>A job ended, and not well: it failed or was stopped.</summary>
#pragma warning disable CA1032 // Without the job's state the exception would say nothing.
public sealed class JobFailedException : JobException
{
    internal JobFailedException(JobState state, IReadOnlyList<string> lastLogLines)
        : base(Describe(state, lastLogLines))
    {
        State = state;
        LastLogLines = lastLogLines;
    }

    /// <summary>The last state of the job.</summary>
    public JobState State { get; }

    /// <summary>The job.</summary>
    public string JobId => State.Id;

    /// <summary>The status it ended with: <see cref="JobStatus.Failed"/> or <see cref="JobStatus.Stopped"/>.</summary>
    public JobStatus Status => State.Status;

    /// <summary>A short code of the reason, or null.</summary>
    public string? ReasonCode => State.ReasonCode;

    /// <summary>The reason in a sentence, or null.</summary>
    public string? ReasonMessage => State.ReasonMessage;

    /// <summary>The exit code of the command, or null where it is not known.</summary>
    public int? ExitCode => State.ExitCode;

    /// <summary>Where a person looks at the job.</summary>
    public Uri? ConsoleUrl => State.ConsoleUrl;

    /// <summary>The last lines of the log, at most 20; empty when it could not be read.</summary>
    public IReadOnlyList<string> LastLogLines { get; }

    private static string Describe(JobState state, IReadOnlyList<string> lastLogLines)
    {
        var text = new StringBuilder($"Job {state.Name} ({state.Id}) ended as {state.StatusText ?? state.Status.ToString()}");
        if (state.ExitCode is { } code) text.Append($" with exit code {code}");
        if (state.ReasonCode is { } reason) text.Append($", {reason}");
        text.Append(state.ReasonMessage is { } message ? $": {message}" : ".");
        if (state.ConsoleUrl is { } url) text.Append($"\nSee {url}");
        if (lastLogLines.Count > 0) text.Append("\nThe last lines of its log:");
        foreach (var line in lastLogLines) text.Append("\n  ").Append(line);
        return text.ToString();
    }
}

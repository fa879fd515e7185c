namespace Pai.Jobs.CommandLine;

/// <summary>The exit codes of a program of jobs, and of the tool <c>pai-jobs</c>: docs/command-line.md.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The job did not succeed.</summary>
    public const int JobFailed = 1;

    /// <summary>The command line or a value is wrong; nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The settings, the credentials or a service refused, or anything else failed.</summary>
    public const int Failed = 3;

    /// <summary>The time limit of the wait has passed; the job continues.</summary>
    public const int TimedOut = 124;

    /// <summary>Interrupted, as by Ctrl+C.</summary>
    public const int Interrupted = 130;

    /// <summary>The reader of the output has ended, as with <c>| head</c>. Of the tool only.</summary>
    public const int OutputClosed = 141;

    /// <summary>The exit code of an exception that a command ends with; null for a fault of the program.</summary>
    public static int? Of(Exception exception) => exception switch
    {
        OperationCanceledException => Interrupted,
        JobFailedException => JobFailed,
        JobValidationException or UsageException or ArgumentException => Usage,
        PaiException or IOException or UnauthorizedAccessException => Failed,
        _ => null,
    };
}

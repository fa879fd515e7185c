namespace Pai.Jobs;

/// <summary>The stream that a line of a log was written to.</summary>
public enum LogStream
{
    /// <summary>Standard output.</summary>
    StandardOutput,

    /// <summary>Standard error.</summary>
    StandardError,

    /// <summary>Standard output or standard error: the backend merges the two.</summary>
    Combined,

    /// <summary>A line of the backend or of this library about the log, not of the job: for instance that lines are missing.</summary>
    System,
}

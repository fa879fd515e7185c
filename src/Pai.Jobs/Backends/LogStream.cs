namespace Pai.Jobs;

/// <summary>The stream that a line of a log was written to.</summary>
public enum LogStream
{
    /// <summary>Standard output.</summary>
    StandardOutput,

    /// <summary>Standard error.</summary>
    StandardError,
}

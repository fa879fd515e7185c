using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Running;

/// <summary>
/// The log messages about runs. Names and ids only: never a parameter, an environment variable or a line of a job's log.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Job {Name} ({Id}) was submitted to {Backend}")]
    public static partial void Submitted(ILogger logger, string name, string id, string backend);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Job {Name} ({Id}) ended as {Status}")]
    public static partial void Finished(ILogger logger, string name, string id, JobStatus status);

    [LoggerMessage(
        EventId = 1003,
        Level = LogLevel.Warning,
        Message = "The log of job {Name} ({Id}) cannot be read any further; the job continues")]
    public static partial void LogUnreadable(ILogger logger, string name, string id, Exception exception);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Warning, Message = "The end of the log of job {Id} cannot be read")]
    public static partial void TailUnreadable(ILogger logger, string id, Exception exception);

    [LoggerMessage(
        EventId = 1005,
        Level = LogLevel.Warning,
        Message = "The status of {Count} jobs cannot be read; the next try is in {Delay}")]
    public static partial void StatusUnreadable(ILogger logger, int count, TimeSpan delay, Exception exception);

    [LoggerMessage(EventId = 1007, Level = LogLevel.Warning, Message = "The outputs of job {Id} are not published yet")]
    public static partial void NotPublished(ILogger logger, string id, Exception exception);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning, Message = "Job {Name} ({Id}) could not be asked to stop")]
    public static partial void StopFailed(ILogger logger, string name, string id, Exception exception);

    [LoggerMessage(EventId = 1008, Level = LogLevel.Warning, Message = "The log of job {Name} ({Id}) is not kept")]
    public static partial void LogNotKept(ILogger logger, string name, string id, Exception exception);

    [LoggerMessage(EventId = 1009, Level = LogLevel.Information, Message = "The project {Project} is published")]
    public static partial void Publishing(ILogger logger, string project);
}

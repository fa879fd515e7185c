using Microsoft.Extensions.Logging;

namespace Pai.Jobs;

/// <summary>What the library logs. Names and ids only: never a parameter, an environment variable or a line of a job's log.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Job {Name} ({Id}) was submitted to {Backend}")]
    public static partial void Submitted(ILogger logger, string name, string id, string backend);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Job {Name} ({Id}) ended as {Status}")]
    public static partial void Finished(ILogger logger, string name, string id, JobStatus status);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "The log of job {Name} ({Id}) cannot be read any further; the job goes on")]
    public static partial void LogUnreadable(ILogger logger, string name, string id, Exception exception);
}

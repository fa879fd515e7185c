namespace Pai.Jobs;

/// <summary><c>FromEnvironment</c> cannot build the record: this process is no job, or the job's values do not fit the record.</summary>
#pragma warning disable CA1032 // It is only thrown here, always with a message.
public sealed class JobEnvironmentException : JobException
{
    internal JobEnvironmentException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

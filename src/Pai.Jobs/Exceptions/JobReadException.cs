namespace Pai.Jobs;

/// <summary>
/// A record cannot be built from the values of a job: in <c>FromEnvironment</c>, this process is not a job, or the job's values do not fit
/// the record; in <c>ReadJobAsync</c>, the job was submitted by another version of the record.
/// </summary>
#pragma warning disable CA1032 // It is only thrown here, always with a message.
public sealed class JobReadException : JobException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which value is missing or does not fit, and where it was looked for.</param>
    /// <param name="innerException">The cause.</param>
    public JobReadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

namespace Pai.Jobs;

/// <summary>
/// The base of what this library throws when a job cannot be submitted, found or finished. Misuse of the API stays
/// <see cref="ArgumentException"/>.
/// </summary>
public class JobException : PaiException
{
    /// <summary>Creates the exception.</summary>
    public JobException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, for which job, and what to do next.</param>
    public JobException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, for which job, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public JobException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

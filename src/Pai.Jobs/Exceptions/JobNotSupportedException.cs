namespace Pai.Jobs;

/// <summary>The engine that runs the jobs cannot do what was asked for.</summary>
#pragma warning disable CA1032 // Without a message the exception would say nothing.
public sealed class JobNotSupportedException : JobException
{
    /// <summary>Creates the exception for something that no backend does in this version.</summary>
    /// <param name="message">What cannot be done, and what can be done instead, in sentences.</param>
    public JobNotSupportedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception for something that one backend does not do.</summary>
    /// <param name="backend">The name of the backend.</param>
    /// <param name="message">What it cannot do, and what can be done instead, in sentences.</param>
    public JobNotSupportedException(string backend, string message)
        : base($"The backend \"{backend}\" cannot do this. {message}") => Backend = backend;

    /// <summary>The name of the backend; null where it is not the backend's limit.</summary>
    public string? Backend { get; }
}

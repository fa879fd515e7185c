namespace Pai.Jobs;

/// <summary>The engine that runs the jobs cannot do what was asked for.</summary>
#pragma warning disable CA1032 // Without the backend the exception would say nothing.
public sealed class JobNotSupportedException : JobException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="backend">The name of the backend.</param>
    /// <param name="message">What it cannot do, and what can be done instead, in sentences.</param>
    public JobNotSupportedException(string backend, string message)
        : base($"The backend \"{backend}\" cannot do this. {message}") => Backend = backend;

    /// <summary>The name of the backend.</summary>
    public string Backend { get; }
}

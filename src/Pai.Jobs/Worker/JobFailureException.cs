using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs;

/// <summary>
/// Ends a job that cannot continue, with a reason: <see cref="JobContext.RunAsync"/> reports it to the submitting side, where it is
/// <see cref="JobFailedException.Failure"/>, and gives the exit code.
/// </summary>
#pragma warning disable CA1032 // Without a code it would say nothing to a program.
public sealed class JobFailureException : PaiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">A short code for programs: 1 to 100 ASCII letters, digits, dots, hyphens and underscores.</param>
    /// <param name="message">The reason in a sentence. Of a long one, 1,000 characters are reported.</param>
    /// <param name="details">Further facts by name. Default none.</param>
    /// <param name="innerException">The cause.</param>
    /// <exception cref="ArgumentException">The code has another form.</exception>
    public JobFailureException(
        string code, string message, IReadOnlyDictionary<string, string>? details = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (!ReportLine.IsCode(code))
        {
            throw new ArgumentException(
                $"\"{code}\" is not a code: give 1 to {ReportLine.MaxNameLength} ASCII letters, digits, dots, hyphens and underscores.",
                nameof(code));
        }

        Code = code;
        Details = details ?? new Dictionary<string, string>();
    }

    /// <summary>The code for programs.</summary>
    public string Code { get; }

    /// <summary>Further facts by name.</summary>
    public IReadOnlyDictionary<string, string> Details { get; }

    /// <summary>The exit code of the program, from 1 to 125. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range: a shell gives those a meaning.</exception>
    public int ExitCode
    {
        get;
        init => field = value is >= 1 and <= 125
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "It must be from 1 to 125.");
    } = 1;
}

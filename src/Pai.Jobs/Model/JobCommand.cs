namespace Pai.Jobs;

/// <summary>The command of a job: one string for <c>sh -c</c>, or an argument list that no shell touches.</summary>
public sealed class JobCommand
{
    private JobCommand(string? shell, IReadOnlyList<string> arguments)
    {
        ShellText = shell;
        Arguments = arguments;
    }

    /// <summary>The command line for <c>sh -c</c>; null for an argument list.</summary>
    public string? ShellText { get; }

    /// <summary>The program and its arguments, run as they are; empty for a shell command.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>A command that <c>sh -c</c> runs.</summary>
    /// <param name="text">The command line, with any shell syntax.</param>
    public static JobCommand Shell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, []);
    }

    /// <summary>A program and its arguments, run without a shell: nothing in them is interpreted.</summary>
    /// <param name="arguments">The program, then its arguments.</param>
    public static JobCommand Exec(params IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new(null, arguments);
    }

    /// <summary>The command line, or the arguments as a JSON-like list.</summary>
    public override string ToString() =>
        ShellText
            ?? "["
                + string.Join(
                    ", ",
                    Arguments.Select(a => "\""
                        + a.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                        + "\""))
                + "]";
}

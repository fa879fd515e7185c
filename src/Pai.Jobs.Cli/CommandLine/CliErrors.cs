using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.CommandLine;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>The message and the exit code of an exception that a command ends with.</summary>
internal static class CliErrors
{
    /// <summary>False for an exception that is a fault of the tool: it shows its stack.</summary>
    public static bool TryDescribe(Exception exception, [NotNullWhen(true)] out string? message, out int code)
    {
        (message, code) = exception switch
        {
            JobFailedException e => (e.Message, ExitCodes.JobFailed),
            JobValidationException e => (e.Message, ExitCodes.Usage),
            CliUsageException or UsageException => (exception.Message, ExitCodes.Usage),
            PaiException e => (e.Message, ExitCodes.Failed),
            ArgumentException e => (WithoutParameter(e), ExitCodes.Usage),
            IOException or UnauthorizedAccessException => (exception.Message, ExitCodes.Failed),
            _ => (null, 0),
        };
        return message is not null;
    }

    /// <summary>The message without the name of the method's parameter, which is nothing to the user of a command.</summary>
    private static string WithoutParameter(ArgumentException exception) => exception.ParamName is { } name
        ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : exception.Message;
}

/// <summary>The command line asks for what cannot be.</summary>
internal sealed class CliUsageException(string message) : Exception(message);

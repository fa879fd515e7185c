using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>The message and the exit code of an exception that a command ends with.</summary>
internal static class CliErrors
{
    /// <summary>False for an exception that is a fault of the tool: it shows its stack.</summary>
    public static bool TryDescribe(Exception exception, [NotNullWhen(true)] out string? message, out int code)
    {
        code = exception is OperationCanceledException ? 0 : ExitCodes.Of(exception) ?? 0;
        message = code == 0 ? null : exception is ArgumentException e ? WithoutParameter(e) : exception.Message;
        return message is not null;
    }

    /// <summary>The message without the name of the method's parameter, which is nothing to the user of a command.</summary>
    private static string WithoutParameter(ArgumentException exception) => exception.ParamName is { } name
        ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : exception.Message;
}

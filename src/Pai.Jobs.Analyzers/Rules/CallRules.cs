using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of code that calls jobs. Each belongs to an analyzer of its own.</summary>
internal static class CallRules
{
    public static readonly DiagnosticDescriptor LocationLiteral = Rule.Error(RuleIds.LocationLiteral, "Invalid location string",
        "{0}", "The string is parsed as a location when the program runs. An invalid string throws a FormatException.");

    public static readonly DiagnosticDescriptor LocationConversion = Rule.Warning(
        RuleIds.LocationConversion, "Location cannot be converted to another kind",
        "'{0}' is of type {1} and cannot be converted to {2}: use it as {1} or as DataLocation, or copy the data and pass the {2} "
            + "of the copy",
        "A cast or a string conversion moves no data. The conversion throws an exception when the program runs.");

    public static readonly DiagnosticDescriptor NotAwaited = Rule.Warning(RuleIds.NotAwaited, "Call is not awaited",
        "The call to '{0}' is not awaited, so its exceptions are lost: await it, return its task, or write '_ =' if this is intended",
        "The program may end, or the session may be disposed, before the call completes.");

    public static readonly DiagnosticDescriptor SessionNotDisposed = Rule.Warning(
        RuleIds.SessionNotDisposed, "Session is not disposed",
        "The session '{0}' is never disposed: declare it with 'await using'",
        "A session holds connections and files of its backend. Submitted jobs continue after it is disposed.");

    public static readonly DiagnosticDescriptor TokenNotPassed = Rule.Info(
        RuleIds.TokenNotPassed, "Cancellation token is not passed",
        "'{1}' cannot be canceled by the caller: pass '{0}'", "A job can run for hours.");
}

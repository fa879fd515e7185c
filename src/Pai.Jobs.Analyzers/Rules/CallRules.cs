using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of code that calls jobs. Each belongs to an analyzer of its own.</summary>
internal static class CallRules
{
    public static readonly DiagnosticDescriptor LocationLiteral = Rule.Error(RuleIds.LocationLiteral, "The text is no such location",
        "{0}", "A text that becomes a location is read when the program runs, and what it cannot be read as is an exception there.");

    public static readonly DiagnosticDescriptor LocationConversion = Rule.Warning(
        RuleIds.LocationConversion, "A location cannot be made into one of another kind",
        "'{0}' is of type {1}, of which no {2} can be made: take it as {1} or as DataLocation, or copy the data and pass the {2} "
            + "of the copy",
        "A cast or a text names the same place in another way, and moves no data. This is an exception when the program runs.");

    public static readonly DiagnosticDescriptor NotAwaited = Rule.Warning(RuleIds.NotAwaited, "Nobody waits for the call",
        "Nobody waits for '{0}', and nobody sees it fail: await it, return its task, or write '_ =' if that is what you want",
        "The program may end, or the session may be disposed of, before the call is done.");

    public static readonly DiagnosticDescriptor SessionNotDisposed = Rule.Warning(
        RuleIds.SessionNotDisposed, "The session is not disposed of",
        "The session '{0}' is never disposed of: declare it with 'await using'",
        "A session has connections and files of its backend. Submitted jobs go on when it is disposed of.");

    public static readonly DiagnosticDescriptor TokenNotPassed = Rule.Info(RuleIds.TokenNotPassed, "The cancellation token is not passed",
        "Pass '{0}' to '{1}', so that it ends when the caller does not want it any more", "A job can run for hours.");
}

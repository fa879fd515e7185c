using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>Creates a rule. A message names the user's thing, the reason and the next action; a description says why.</summary>
internal static class Rule
{
    /// <summary>The job could not be submitted, or would certainly fail.</summary>
    public static DiagnosticDescriptor Error(string id, string title, string message, string description) =>
        Create(DiagnosticSeverity.Error, id, title, message, description);

    /// <summary>It looks wrong, and something else has the last word: the service, or the run's own options.</summary>
    public static DiagnosticDescriptor Warning(string id, string title, string message, string description) =>
        Create(DiagnosticSeverity.Warning, id, title, message, description);

    /// <summary>Advice.</summary>
    public static DiagnosticDescriptor Info(string id, string title, string message, string description) =>
        Create(DiagnosticSeverity.Info, id, title, message, description);

    private static DiagnosticDescriptor Create(DiagnosticSeverity severity, string id, string title, string message, string description) =>
        new(id, title, message, CategoryOf(id), severity, isEnabledByDefault: true, description, RuleIds.HelpLink(id));

    private static string CategoryOf(string id) => "Pai.Jobs." + id["PAI".Length] switch
    {
        '1' => "Record",
        '2' => "Resources",
        '3' => "Channels",
        '4' => "Parameters",
        _ => "Command",
    };
}

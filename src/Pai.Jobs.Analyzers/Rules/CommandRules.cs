using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The rules of the command, the code and the calls.</summary>
internal static class CommandRules
{
    public static readonly DiagnosticDescriptor EmptyCommand = Rule.Error(RuleIds.EmptyCommand, "A job without a command",
        "The command is empty: name the program, as in \"python main.py\"", "A job runs one command.");

    public static DiagnosticDescriptor[] All => [EmptyCommand];
}

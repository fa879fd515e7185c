using System.CommandLine;
using System.CommandLine.Parsing;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>The errors of a command line: all of them, each with the nearest right thing where there is one.</summary>
internal static class UsageErrors
{
    /// <summary>The types that System.CommandLine names in its message, and their names for people.</summary>
    private static readonly (string Type, string Name)[] s_types =
    [
        ("System.Int32", "a whole number"),
        ("System.Int64", "a whole number"),
        ("System.Double", "a number"),
        ("System.Boolean", "true or false"),
    ];

    public static void Write(ParseResult result, TextWriter output)
    {
        var command = result.CommandResult.Command;
        if (result.UnmatchedTokens.Count == 0 && command.Subcommands.Count > 0 && result.Tokens.All(t => t.Type == TokenType.Command))
        {
            // A group of commands without a command.
            output.WriteLine($"error: {PathOf(result)} needs a command: {string.Join(", ", command.Subcommands.Select(c => c.Name))}.");
        }

        else
        {
            WriteAll(result, command, output);
        }

        output.WriteLine($"{PathOf(result)} --help shows what there is.");
    }

    private static void WriteAll(ParseResult result, Command command, TextWriter output)
    {
        foreach (var token in result.UnmatchedTokens) output.WriteLine($"error: {Describe(token, command)}");
        foreach (var error in result.Errors.Select(e => e.Message).Where(m => !IsAboutUnmatched(m, result)).Distinct())
            output.WriteLine($"error: {Plain(error)}");
    }

    private static string Describe(string token, Command command)
    {
        var kind = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        if (kind == "argument") return $"\"{token}\" is one argument too many.";
        var names = kind == "command"
            ? command.Subcommands.SelectMany(c => c.Aliases.Append(c.Name))
            : OptionsOf(command).SelectMany(o => o.Aliases.Append(o.Name));
        var near = NearestName.Find(token, names) is { } name ? $" Did you mean {name}?" : "";
        return $"There is no {kind} \"{token}\".{near}";
    }

    /// <summary>The options of a command, and those of its parents that it has too.</summary>
    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(o => o.Recursive));

    private static bool IsAboutUnmatched(string message, ParseResult result) =>
        result.UnmatchedTokens.Count > 0
        && (message.StartsWith("Unrecognized", StringComparison.Ordinal)
            || message.StartsWith("Required command", StringComparison.Ordinal));

    private static string Plain(string message)
    {
        foreach (var (type, name) in s_types)
            message = message.Replace($"as expected type '{type}'", $"as {name}", StringComparison.Ordinal);
        message = message.Replace("as expected type 'Pai.Jobs.", "as '", StringComparison.Ordinal);
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 1 ? message : $"{lines[0]} {string.Join(", ", lines[1..])}.";
    }

    /// <summary>The command that was understood, as it is written.</summary>
    private static string PathOf(ParseResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result.CommandResult; at is not null; at = at.Parent)
            if (at is CommandResult command) names.Insert(0, command.Command is RootCommand ? "pai-jobs" : command.Command.Name);
        return string.Join(' ', names);
    }
}

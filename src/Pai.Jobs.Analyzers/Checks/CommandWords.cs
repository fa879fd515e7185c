using System.Collections.Generic;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>
/// The simple commands that a command consists of, in order, and those in the string that a shell in it is given: <c>sh -c '…'</c>.
/// </summary>
internal static class CommandWords
{
    /// <summary>One word, its part of the command, and its place there.</summary>
    internal readonly struct Word(CommandSyntax.Part part, int start, string text, char quote = '\0')
    {
        public CommandSyntax.Part Part { get; } = part;

        public int Start { get; } = start;

        /// <summary>The word; without its quotes where it is quoted as a whole.</summary>
        public string Text { get; } = text;

        /// <summary>The quotes around the whole word; NUL for none.</summary>
        public char Quote { get; } = quote;
    }

    /// <summary>The words of one simple command.</summary>
    internal sealed class Command(IReadOnlyList<Word> words, bool isNested)
    {
        public IReadOnlyList<Word> Words { get; } = words;

        /// <summary>True inside a string that is passed to a shell.</summary>
        public bool IsNested { get; } = isNested;

        /// <summary>The program, the script and what is around them.</summary>
        public CommandProgram Program { get; } = CommandProgram.Of(words);
    }

    public static List<Command> Of(CommandSyntax command)
    {
        var commands = new List<Command>();
        if (command.IsShell)
        {
            foreach (var part in command.Parts) AddAll(part, 0, part.Text.Length, isNested: false, commands);
        }
        else
        {
            var words = new List<Word>();
            foreach (var part in command.Parts) words.Add(new(part, 0, part.Text));
            Add(words, isNested: false, isShell: false, commands);
        }

        return commands;
    }

    private static void AddAll(CommandSyntax.Part part, int start, int end, bool isNested, List<Command> commands)
    {
        foreach (var words in ShellReader.Read(part, start, end)) Add(words, isNested, isShell: true, commands);
    }

    private static void Add(List<Word> words, bool isNested, bool isShell, List<Command> commands)
    {
        if (words.Count == 0) return;
        var command = new Command(words, isNested);
        commands.Add(command);
        if (command.Program.Nested is not { } script) return;
        // Where a shell reads the string before the inner one does, it must find nothing to change in it.
        var isSame = !isShell || script.Quote == '\'' || script.Text.IndexOfAny(['\\', '$', '`']) < 0;
        if (isSame) AddAll(script.Part, script.Start, script.Start + script.Text.Length, isNested: true, commands);
    }
}

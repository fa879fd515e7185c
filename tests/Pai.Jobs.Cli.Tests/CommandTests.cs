using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Tests;

/// <summary>What all commands have in common.</summary>
public class CommandTests
{
    [Fact]
    public void Every_command_has_examples_which_are_understood()
    {
        var root = CliProgram.CreateRoot();
        var problems = new List<string>();
        var count = 0;
        foreach (var command in Leaves(root))
        {
            count++;
            var examples = (command as CliCommand)?.Examples ?? [];
            if (examples.Count == 0) problems.Add($"{command.Name} has no example.");
            foreach (var example in examples)
            {
                // A line of a shell may have several: a pipe, a redirection, an eval.
                var lines = CommandLinesOf(example).Select(line => root.Parse(line)).ToList();
                problems.AddRange(lines.SelectMany(l => l.Errors).Select(e => $"{command.Name}: {example}: {e.Message}"));
                if (!lines.Any(l => l.CommandResult.Command == command)) problems.Add($"{command.Name}: {example}: is not about it.");
            }
        }

        Assert.Empty(problems);
        Assert.True(count > 10);
    }

    [Theory]
    [InlineData("frob")]
    [InlineData("jobs", "list", "--status", "Sleeping")]
    [InlineData("--output", "yaml", "jobs", "list")]
    public async Task A_command_line_that_is_not_understood_is_an_error_of_usage(params string[] line)
    {
        await using var home = new CliHome();

        var outcome = (await home.RunAsync(line)).Exits(ExitCodes.Usage);

        Assert.Empty(outcome.Output);
        Assert.Contains("--help", outcome.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);

    /// <summary>The arguments of each <c>pai-jobs</c> in a line of a shell.</summary>
    private static List<string[]> CommandLinesOf(string example)
    {
        var lines = new List<string[]>();
        foreach (var piece in example.Split("pai-jobs ").Skip(1))
        {
            var end = piece.IndexOfAny(['|', '>', '&', ';', ')', '<']);
            lines.Add([.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(end < 0 ? piece : piece[..end])]);
        }

        return lines;
    }
}

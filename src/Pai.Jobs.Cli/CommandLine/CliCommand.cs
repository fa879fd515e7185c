using System.CommandLine;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>A command with examples, which its help shows.</summary>
internal sealed class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines, without the <c>$</c> before them.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Sets the action, with the session, the terminal and the errors of the tool around it.</summary>
    public CliCommand Does(CliOptions options, Func<CliContext, Task<int>> action)
    {
        SetAction((result, cancellationToken) => CliContext.RunAsync(result, options, action, cancellationToken));
        return this;
    }

    /// <inheritdoc cref="Does(CliOptions, Func{CliContext, Task{int}})"/>
    public CliCommand Does(CliOptions options, Func<CliContext, Task> action) => Does(options, async cli =>
    {
        await action(cli);
        return ExitCodes.Success;
    });
}

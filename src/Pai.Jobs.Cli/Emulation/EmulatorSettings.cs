using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Emulation;

/// <summary>The options of <c>emulator</c>.</summary>
internal sealed class EmulatorSettings
{
    public Option<int> Port { get; } = new("--port") { Description = "The port of 127.0.0.1. Default: a free one.", HelpName = "number" };

    public Option<string?> State { get; } = new("--state")
    {
        Description = "The folder that keeps what OSS stores, and the access key. Default: in memory.",
        HelpName = "folder",
    };

    public Option<string[]> Buckets { get; } = new("--bucket")
    {
        Description = "A bucket that exists from the start; the first is the one of the environment.",
        HelpName = "name",
        DefaultValueFactory = _ => ["pai-jobs"],
    };

    public Option<int> Seed { get; } = new("--seed") { Description = "Chooses what the faults leave to chance.", HelpName = "number" };

    public Option<string[]> Faults { get; } = new("--fault")
    {
        Description = "What goes wrong: OPERATION:FAULT[:NAME=VALUE]..., for instance GetObject:unavailable:probability=0.1.",
        HelpName = "spec",
    };

    public Option<bool> NoExecute { get; } = new("--no-execute") { Description = "Do not run jobs: they succeed at once." };

    public Option<ShellForm> Shell { get; } = new("--shell")
    {
        Description = "The form of the environment.",
        HelpName = "bash|fish|pwsh|json",
    };

    public Option<string?> EnvFile { get; } = new("--env-file")
    {
        Description = "Write the environment to this file, for its owner only, when the emulator is ready; it is deleted at the end.",
        HelpName = "file",
    };

    public Argument<string[]> Command { get; } = new("command")
    {
        Description = "A command that runs with the environment; the emulator ends with it, and with its exit code.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public EmulatorSettings() => Shell.CompletionSources.Add("bash", "fish", "pwsh", "json");

    public void AddTo(CliCommand command)
    {
        command.Add(Command);
        foreach (var option in (Option[])[Port, State, Buckets, Seed, Faults, NoExecute, Shell, EnvFile]) command.Add(option);
    }
}

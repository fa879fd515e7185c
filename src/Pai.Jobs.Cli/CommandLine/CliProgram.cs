using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Pai.Jobs.Cli.Catalog;
using Pai.Jobs.Cli.Emulation;
using Pai.Jobs.Cli.Jobs;
using Pai.Jobs.Cli.Rules;
using Pai.Jobs.Cli.Run;
using Pai.Jobs.Cli.Setup;
using Pai.Jobs.Cli.Storage;
using Pai.Jobs.Cli.WebConsole;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>The tool: its commands, and how one of them is run.</summary>
internal static class CliProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var result = CreateRoot().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // No time limit of the library's: what a command does when it is interrupted is its own.
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        if (result.Action is ParseErrorAction)
        {
            UsageErrors.Write(result, Console.Error);
            return ExitCodes.Usage;
        }

        using var interrupt = new Interrupt();
        return await result.InvokeAsync(configuration, interrupt.Token);
    }

    public static RootCommand CreateRoot()
    {
        var options = new CliOptions();
        var root = new RootCommand("Typed jobs on this machine and on Alibaba Cloud PAI.");
        options.AddTo(root);
        root.Add(InitCommand.Create(options));
        root.Add(DoctorCommand.Create(options));
        foreach (var command in ProgramCommands.Create(options)) root.Add(command);
        root.Add(BatchCommand.Create(options));
        root.Add(JobsCommand.Create(options));
        root.Add(RunsCommand.Create(options));
        root.Add(ConsoleCommand.Create(options));
        root.Add(ReplayCommand.Create(options));
        root.Add(DiffCommand.Create(options));
        foreach (var command in StorageCommands.Create(options)) root.Add(command);
        root.Add(ImagesCommand.Create(options));
        root.Add(InstancesCommand.Create(options));
        root.Add(RefreshCommand.CreateGroup(options));
        root.Add(EmulatorCommand.Create(options));
        root.Add(ExplainCommand.Create(options));
        root.Add(CompletionCommand.Create());
        foreach (var option in root.Options)
            if (option is HelpOption { Action: HelpAction help } helpOption) helpOption.Action = new HelpWithExamples(help);
        return root;
    }

    /// <summary>Turns the first SIGINT or SIGTERM into a cancellation; the next one ends the process, as without this.</summary>
    private sealed class Interrupt : IDisposable
    {
        private readonly CancellationTokenSource _cancel = new();
        private readonly List<PosixSignalRegistration> _registrations = [];
        private int _signals;

        public Interrupt()
        {
            foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
                _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        public CancellationToken Token => _cancel.Token;

        public void Dispose()
        {
            foreach (var registration in _registrations) registration.Dispose();
            _cancel.Dispose();
        }

        private void OnSignal(PosixSignalContext context)
        {
            if (Interlocked.Increment(ref _signals) > 1) return;
            context.Cancel = true;
            // Not on the thread of the signal: what waits may go on there.
            _ = _cancel.CancelAsync();
        }
    }
}

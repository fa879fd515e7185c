using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Cli.Emulation;

/// <summary><c>emulator</c>: OSS, PAI-DLC and AIWorkspace on this machine, until it is interrupted or its command has ended.</summary>
internal static class EmulatorCommand
{
    /// <summary>The time in which the command is to end when it is asked to.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    public static CliCommand Create(CliOptions options)
    {
        var settings = new EmulatorSettings();
        var command = new CliCommand(
            "emulator",
            "Run OSS, PAI-DLC and AIWorkspace on this machine, and print the environment that points programs at them.",
            "pai-jobs emulator",
            "pai-jobs emulator -- dotnet test",
            "pai-jobs emulator --state ./emulator --port 9000 --env-file emulator.env",
            "pai-jobs emulator --seed 1 --fault GetObject:unavailable:probability=0.1");
        settings.AddTo(command);
        return command.Does(options, cli => RunAsync(cli, settings));
    }

    private static async Task<int> RunAsync(CliContext cli, EmulatorSettings settings)
    {
        var rules = (cli.Get(settings.Faults) ?? []).Select(FaultSpec.Parse).ToList();
        var shell = cli.IsJson ? ShellForm.Json : cli.Get(settings.Shell);
        var line = cli.Get(settings.Command) ?? [];
        var file = cli.Get(settings.EnvFile);
        if (cli.Get(settings.Port) is var port and (< 0 or > 65535))
            throw new UsageException($"{port} (--port) is not a port: 1 to 65535, or 0 for a free one.");
        // A file of an earlier run would be taken for this one's.
        if (file is not null && File.Exists(file))
        {
            if (!(await File.ReadAllTextAsync(file, cli.CancellationToken)).Contains("PAI_OSS_ENDPOINT", StringComparison.Ordinal))
                throw new UsageException($"{file} (--env-file) exists, and is not the environment of an emulator. Give another name.");
            File.Delete(file);
        }

        await using var emulator = await StartAsync(cli, settings);
        foreach (var rule in rules) emulator.Faults.Add(rule);
        emulator.Dlc.ExecutesJobs = !cli.Get(settings.NoExecute);
        emulator.AiWorkspace.Workspaces = [new(EmulatorVariables.Workspace, "emulator") { IsDefault = true }];
        var variables = EmulatorVariables.Of(emulator, cli.Get(settings.Buckets)![0]);
        try
        {
            if (file is not null) PrivateFile.Write(file, ShellForms.Write(variables, shell));
            if (line.Length > 0) return await RunCommandAsync(cli, emulator, line, variables);
            // All at once, and before anything else: who reads it may stop at its end.
            CliTerminal.WriteData(ShellForms.Write(variables, shell).TrimEnd('\n'));
            await Console.Out.FlushAsync(CancellationToken.None);
            cli.Terminal.WriteTalk($"The emulator is at {emulator.Endpoint}. Ctrl+C ends it.");
            await UntilInterruptedAsync(cli.CancellationToken);
            var kept = cli.Get(settings.State) is { } state ? $" What OSS stored is in {state}." : "";
            cli.Terminal.WriteTalk($"The emulator has ended.{kept}");
            return ExitCodes.Success;
        }
        finally
        {
            if (file is not null) File.Delete(file);
        }
    }

    private static Task<PaiEmulator> StartAsync(CliContext cli, EmulatorSettings settings)
    {
        var state = cli.Get(settings.State);
        var start = new PaiEmulatorOptions
        {
            Directory = state,
            Port = cli.Get(settings.Port),
            Seed = cli.Get(settings.Seed),
            Region = cli.Region ?? "cn-hangzhou",
            AccessKey = state is null ? null : EmulatorKey.Of(state),
        };
        foreach (var bucket in cli.Get(settings.Buckets)!) start.Buckets.Add(bucket);
        return PaiEmulator.StartAsync(start, cli.CancellationToken);
    }

    private static async Task<int> RunCommandAsync(
        CliContext cli, PaiEmulator emulator, string[] line, IReadOnlyDictionary<string, string?> variables)
    {
        cli.Terminal.WriteTalk($"The emulator is at {emulator.Endpoint} while {line[0]} runs.");
        return await ChildProcess.RunAsync(line, variables, cli.Terminal.IsInteractive, s_grace, cli.CancellationToken);
    }

    private static async Task UntilInterruptedAsync(CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = cancellationToken.Register(end.SetResult);
        await end.Task;
    }
}

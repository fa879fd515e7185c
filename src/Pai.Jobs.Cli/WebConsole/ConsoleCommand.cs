using System.CommandLine;
using System.Diagnostics;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary><c>console</c>: a page for all runs, on this machine, until it is interrupted.</summary>
internal static class ConsoleCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var port = new Option<int>("--port", "-p") { Description = "The port of 127.0.0.1. Default: a free one.", HelpName = "number" };
        var isReadOnly = new Option<bool>("--read-only") { Description = "Refuse all that changes something: stop, run again, replay." };
        var open = new Option<bool>("--open") { Description = "Open the page in the browser." };
        return new CliCommand(
            "console",
            "Serve a page with all runs: of this machine, and of PAI-DLC where it is configured. Ctrl+C ends it.",
            "pai-jobs console --open",
            "pai-jobs console --port 8080 --read-only",
            "pai-jobs console --backend local")
        {
            port, isReadOnly, open,
        }.Does(options, cli => RunAsync(cli, cli.Get(port), cli.Get(isReadOnly), cli.Get(open)));
    }

    private static async Task<int> RunAsync(CliContext cli, int port, bool isReadOnly, bool opens)
    {
        if (port is < 0 or > 65535) throw new CliUsageException($"{port} (--port) is not a port: 1 to 65535, or 0 for a free one.");
        var sources = ConsoleSources.Create(cli);
        await using var server = await ConsoleServer.StartAsync(
            new() { Sources = sources, Port = port, IsReadOnly = isReadOnly }, cli.CancellationToken);
        CliTerminal.WriteData(server.PageUrl);
        await Console.Out.FlushAsync(CancellationToken.None);
        cli.Terminal.WriteTalk("Whoever has this address can do what the page does. Ctrl+C ends it; runs continue.");
        if (opens && !TryOpen(server.PageUrl))
            cli.Terminal.WriteTalk("This machine has no program that opens pages (xdg-open). Copy the address.");
        await UntilInterruptedAsync(cli.CancellationToken);
        return ExitCodes.Success;
    }

    private static bool TryOpen(string url)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(url) { UseShellExecute = true, ErrorDialog = false });
            return true;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            return false;
        }
    }

    private static async Task UntilInterruptedAsync(CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = cancellationToken.Register(() => end.TrySetResult());
        await end.Task;
    }
}

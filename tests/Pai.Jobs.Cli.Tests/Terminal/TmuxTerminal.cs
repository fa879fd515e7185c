using System.ComponentModel;
using System.Diagnostics;

namespace Pai.Jobs.Cli.Tests.Terminal;

/// <summary>A terminal in which the tool runs: what a person types, and what the screen shows.</summary>
internal sealed class TmuxTerminal : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    private readonly CliHome _home;

    private TmuxTerminal(CliHome home) => _home = home;

    /// <summary>Starts the tool, which alone is interrupted. When it has ended, the screen shows <c>exit CODE</c>.</summary>
    public static async Task<TmuxTerminal> StartAsync(CliHome home, params string[] arguments)
    {
        var terminal = new TmuxTerminal(home);
        string[] shell = ["sh", "-c", "trap : INT; \"$@\"; echo \"exit $?\"; read line", "sh", .. CliProcess.CommandLine, .. arguments];
        await terminal.TmuxAsync(["-u", "-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "30", .. shell]);
        return terminal;
    }

    /// <summary>Presses keys by their names, such as <c>Enter</c> and <c>C-c</c>, or types a string.</summary>
    public Task PressAsync(params string[] keys) => TmuxAsync(["send-keys", .. keys]);

    /// <summary>Waits until the screen shows a string.</summary>
    /// <returns>The screen.</returns>
    public async Task<string> WaitForAsync(string text)
    {
        var screen = "";
        try
        {
            while (true)
            {
                screen = await TmuxAsync(["capture-pane", "-p", "-J"]);
                if (screen.Contains(text, StringComparison.Ordinal)) return screen;
                await Task.Delay(s_look, _home.Timeout);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The screen did not show \"{text}\":\n{screen}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using var process = Tmux(["kill-server"]);
        await process.EndAsync(CancellationToken.None);
    }

    private async Task<string> TmuxAsync(string[] arguments)
    {
        await using var process = Tmux(arguments);
        return (await process.EndAsync(_home.Timeout)).Exits(0).Output;
    }

    private CliProcess Tmux(string[] arguments) =>
        CliProcess.StartLine(_home, ["tmux", "-S", Path.Combine(_home.Folder, "tmux"), .. arguments]);
}

/// <summary>A test in a terminal; where tmux is missing, it is skipped and says so, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !HasTmux()) Skip = "tmux is missing: apt-get install tmux.";
    }

    private static bool HasTmux()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("tmux", ["-V"]) { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

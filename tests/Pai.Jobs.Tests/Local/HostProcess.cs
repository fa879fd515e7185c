using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.Tests;

/// <summary>Another process that submits jobs, to be killed.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    public static HostProcess Start(string runsDirectory, LocalIsolation isolation, int count, string command, params string[] runner) =>
        Start(runner, runsDirectory, isolation.ToString(), count.ToString(CultureInfo.InvariantCulture), command);

    /// <summary>One with the host's arguments as they are.</summary>
    /// <param name="runner">What stands before its command line.</param>
    /// <param name="arguments">The arguments.</param>
    public static HostProcess Start(string[] runner, params string[] arguments)
    {
        string[] line =
        [
            .. runner, Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", "exec",
            Path.Combine(AppContext.BaseDirectory, "Pai.Jobs.TestHost.dll"), .. arguments,
        ];
        return new(new(line[0], line[1..]));
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>SIGINT, as a terminal sends it when Ctrl+C is pressed.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>What it writes from now on, and its exit code.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync(CancellationToken cancellationToken)
    {
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, output);
    }

    /// <summary>SIGKILL, and the wait until it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pai.Jobs.Cli.Tests;

/// <summary>The tool as a process.</summary>
internal sealed class CliProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _error;

    private CliProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The program and its first arguments, as a shell starts the tool.</summary>
    public static IReadOnlyList<string> CommandLine { get; } =
    [
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", "exec", FindTool(),
    ];

    public int Id => _process.Id;

    public static CliProcess Start(CliHome home, params string[] arguments) => StartLine(home, [.. CommandLine, .. arguments]);

    /// <summary>Starts another program with the environment and in the folder of a home.</summary>
    public static CliProcess StartLine(CliHome home, IReadOnlyList<string> line)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = home.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in home.Environment) start.Environment[name] = value;
        return new(start);
    }

    /// <summary>The next line of standard output; null at its end.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        if (line is not null) _output.Append(line).Append('\n');
        return line;
    }

    /// <summary>SIGINT, as a terminal sends it when Ctrl+C is pressed.</summary>
    public void Interrupt() => Signal("INT");

    public void Terminate() => Signal("TERM");

    /// <summary>Closes its standard input, and waits until it ends.</summary>
    public async Task<CliOutcome> EndAsync(CancellationToken cancellationToken, byte[]? input = null)
    {
        var output = _process.StandardOutput.ReadToEndAsync(cancellationToken);
        try
        {
            if (input is not null) await _process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all.
        }

        _output.Append(await output);
        await _process.WaitForExitAsync(cancellationToken);
        return new(_process.ExitCode, _output.ToString(), await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>The tool's own output folder: the versions of what it needs are those that it is shipped with.</summary>
    private static string FindTool()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        var tool = Path.Combine(tests.Parent!.Parent!.FullName, "Pai.Jobs.Cli", tests.Name, "pai-jobs.dll");
        return File.Exists(tool) ? tool : throw new FileNotFoundException($"The tool is not built: {tool}.");
    }
}

/// <summary>The end of a process of the tool.</summary>
internal sealed record CliOutcome(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails with both outputs unless the exit code is this.</summary>
    public CliOutcome Exits(int code)
    {
        Assert.True(code == ExitCode, $"Exit code {ExitCode}, expected {code}.\n-- stdout\n{Output}\n-- stderr\n{Error}");
        return this;
    }
}

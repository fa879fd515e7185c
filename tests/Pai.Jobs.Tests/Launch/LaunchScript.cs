using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.Tests;

/// <summary>The launch script, run alone: what a backend does around it is left out.</summary>
internal sealed class LaunchScript : IDisposable
{
    public const string Tag = "abcd1234";

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    private readonly TempFolder _temp = new();
    private readonly CancellationTokenSource _timeout = new(s_timeout);

    /// <summary>The shells of this machine: images differ, and the script must run in all.</summary>
    public static TheoryData<string> Shells => new(((string[])["sh", "dash", "bash", "busybox"]).Where(IsThere));

    public CancellationToken Timeout => _timeout.Token;

    public string Config => _temp.In("config");

    public string UserCode => _temp.In("ml/usercode");

    public string Archive => _temp.In("code/code.tar.gz");

    public string In(string path) => _temp.In(path);

    public string Write(string path, string text) => _temp.Write(path, text);

    /// <summary>Writes the config folder; the code is the folder <c>src</c>, where there is one.</summary>
    public async Task WriteConfigAsync(JobSubmission job, LaunchSignals signals = LaunchSignals.Group)
    {
        Directory.CreateDirectory(Config);
        Directory.CreateDirectory(_temp.In("home"));
        LaunchCode? code = null;
        if (job.SourcePath is { } source)
        {
            Directory.CreateDirectory(_temp.In("code"));
            var archive = await CodeArchive.CreateAsync(source, Archive, cancellationToken: Timeout);
            code = new(Archive, archive.Sha256);
        }

        var layout = new LaunchLayout
        {
            Ml = _temp.In("ml"),
            Home = _temp.In("home"),
            Tools = _temp.In("tools"),
            Venv = _temp.In("venv"),
            Phase = _temp.In("phase"),
            Tag = Tag,
            Signals = signals,
            Code = code,
        };
        var inputs = LocalInputs.Of(job, new RunFolder("/"), []);
        await LaunchFiles.WriteAsync(Config, job, inputs, new Dictionary<string, DataLocation>(), layout, Timeout);
    }

    /// <summary>Starts the script with nothing in its environment but the path and what is given.</summary>
    public Process Start(string shell, params (string Name, string Value)[] variables)
    {
        // As in a container: what the test run itself ignores would be ignored for good.
        string[] script = [.. shell == "busybox" ? ["busybox", "sh"] : (string[])[shell], Path.Combine(Config, LaunchFiles.Script), Config];
        string[] line = [.. CleanSignals.Before([], script)];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs the script to its end.</summary>
    public async Task<(int Code, string[] Lines, string Errors)> RunAsync(string shell, params (string Name, string Value)[] variables)
    {
        using var process = Start(shell, variables);
        var errors = process.StandardError.ReadToEndAsync(Timeout);
        var output = await process.StandardOutput.ReadToEndAsync(Timeout);
        await process.WaitForExitAsync(Timeout);
        return (process.ExitCode, output.TrimEnd('\n').Split('\n'), await errors);
    }

    /// <summary>Signals one process, and no other.</summary>
    public static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public static string End(string phase, int code) => string.Create(CultureInfo.InvariantCulture, $"[pai-jobs:end {Tag} {phase} {code}]");

    public void Dispose()
    {
        _timeout.Dispose();
        _temp.Dispose();
    }

    private static bool IsThere(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(f => File.Exists(Path.Combine(f, program)));
}

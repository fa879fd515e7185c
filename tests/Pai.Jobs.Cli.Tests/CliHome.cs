using Pai.Jobs.Emulator;

namespace Pai.Jobs.Cli.Tests;

/// <summary>A user of the tool.</summary>
internal sealed class CliHome() : TemporaryHome(TimeSpan.FromMinutes(5))
{
    /// <summary>A user whose environment names an emulator with a bucket, <c>bucket</c>, and a workspace, 1.</summary>
    public static async Task<CliHome> WithEmulatorAsync(Action<PaiEmulatorOptions>? change = null)
    {
        var home = new CliHome();
        await home.StartEmulatorAsync(change);
        return home;
    }

    /// <summary>Starts the tool in the home folder.</summary>
    public CliProcess Start(params string[] arguments) => CliProcess.Start(this, arguments);

    /// <summary>Runs the tool to its end.</summary>
    public Task<CliOutcome> RunAsync(params string[] arguments) => RunAsync(input: null, arguments);

    /// <summary>Runs the tool to its end, with a standard input.</summary>
    public async Task<CliOutcome> RunAsync(byte[]? input, params string[] arguments)
    {
        await using var process = Start(arguments);
        return await process.EndAsync(Timeout, input);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));
}

using System.Runtime.InteropServices;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Emulation;

namespace Pai.Jobs.Cli.Run;

/// <summary>Starts a user's project, whose program has the commands of <c>PaiJobsApp</c>.</summary>
internal static class UserProgram
{
    /// <summary>The time that it has to end: it may ask a job to stop, which takes 30 s at most.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(40);

    /// <param name="cli">The command.</param>
    /// <param name="options">The options of all commands, which the program has too.</param>
    /// <param name="project">The folder, the project file, or the program of one file.</param>
    /// <param name="command">The command of the program.</param>
    /// <param name="rest">The record, and options of it.</param>
    /// <param name="own">Options that the tool read.</param>
    /// <returns>The exit code of the program.</returns>
    /// <exception cref="UsageException">There is no such project.</exception>
    public static async Task<int> RunAsync(CliContext cli, CliOptions options, string project, string command, string[] rest, string[] own)
    {
        string[] run = File.Exists(project) && project.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
            ? ["run", "--file", project]
            : ["run", "--project", Find(project)];
        // What python writes depends on the record alone: it has none of the options of a session.
        string[] line = ["dotnet", .. run, "--", command, .. rest, .. own, .. command == "python" ? [] : options.Forward(cli)];
        var none = new Dictionary<string, string?>();
        if (!cli.Terminal.IsInteractive) return await ChildProcess.RunAsync(line, none, false, s_grace, cli.CancellationToken);
        // It gets Ctrl+C from the terminal, as this does, and asks what to do with the job: the answer may be to continue.
        using var end = new CancellationTokenSource();
        using var ignore = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            _ = end.CancelAsync();
        });
        return await ChildProcess.RunAsync(line, none, false, s_grace, end.Token);
    }

    private static string Find(string project)
    {
        if (File.Exists(project)) return project;
        if (!Directory.Exists(project))
            throw new UsageException($"There is no project \"{project}\": neither a folder nor a file.");
        var files = Directory.GetFiles(project, "*.csproj");
        return files switch
        {
            [var one] => one,
            [] => throw new UsageException($"The folder \"{project}\" has no project file (.csproj)."),
            _ => throw new UsageException(
                $"The folder \"{project}\" has several project files. Name one: {string.Join(", ", files.Select(Path.GetFileName))}."),
        };
    }
}

using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Emulation;

namespace Pai.Jobs.Cli.Run;

/// <summary>Starts a user's project, whose program has the commands of <c>PaiJobsApp</c>.</summary>
internal static class UserProgram
{
    /// <param name="cli">The command.</param>
    /// <param name="options">The options of all commands, which the program has too.</param>
    /// <param name="project">The folder, the project file, or the program of one file.</param>
    /// <param name="command">The command of the program.</param>
    /// <param name="rest">The record, and options of it.</param>
    /// <param name="own">Options that the tool read.</param>
    /// <returns>The exit code of the program.</returns>
    /// <exception cref="CliUsageException">There is no such project.</exception>
    public static Task<int> RunAsync(CliContext cli, CliOptions options, string project, string command, string[] rest, string[] own)
    {
        string[] run = File.Exists(project) && project.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
            ? ["run", project]
            : ["run", "--project", Find(project)];
        string[] line = ["dotnet", .. run, "--", command, .. rest, .. own, .. options.Forward(cli)];
        // It gets Ctrl+C from the terminal, as this does, and asks what to do with the job.
        return ChildProcess.RunAsync(line, new Dictionary<string, string?>(), cli.Terminal.IsInteractive, cli.CancellationToken);
    }

    private static string Find(string project)
    {
        if (File.Exists(project)) return project;
        if (!Directory.Exists(project))
            throw new CliUsageException($"There is no project \"{project}\": neither a folder nor a file.");
        var files = Directory.GetFiles(project, "*.csproj");
        return files switch
        {
            [var one] => one,
            [] => throw new CliUsageException($"The folder \"{project}\" has no project file (.csproj)."),
            _ => throw new CliUsageException(
                $"The folder \"{project}\" has several project files. Name one: {string.Join(", ", files.Select(Path.GetFileName))}."),
        };
    }
}

using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Jobs;

/// <summary><c>jobs</c>: the jobs of the session's backend.</summary>
internal static class JobsCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var command = new CliCommand(
            "jobs", "List, read, wait for and stop jobs.", "pai-jobs jobs list --status Running", "pai-jobs jobs logs -f JOB");
        AddTo(command, options, "jobs");
        return command;
    }

    /// <summary>Adds the commands for jobs, which <c>runs</c> has too.</summary>
    public static void AddTo(CliCommand command, CliOptions options, string name)
    {
        command.Add(ListCommand.Create(options, name));
        command.Add(ShowCommand.Create(options, name));
        command.Add(LogsCommand.Create(options, name));
        command.Add(EventsCommand.Create(options, name));
        command.Add(MetricsCommand.Create(options, name));
        command.Add(WhyCommand.Create(options, name));
        command.Add(OutputsCommand.Create(options, name));
        command.Add(WaitCommand.Create(options, name));
        command.Add(StopCommand.Create(options, name));
        command.Add(OpenCommand.Create(options, name));
        command.Add(DeleteCommand.Create(options, name));
        command.Add(CleanCommand.Create(options, name));
    }
}

/// <summary><c>runs</c>: the same for the runs of this machine, whatever the settings say.</summary>
internal static class RunsCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var command = new CliCommand(
            "runs", "The same as jobs, for the runs of this machine.", "pai-jobs runs list", "pai-jobs runs logs RUN");
        JobsCommand.AddTo(command, options, "runs");
        return command;
    }
}

using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Jobs;

/// <summary>The session and the job that the commands below <c>jobs</c> and <c>runs</c> are about.</summary>
internal static class JobSession
{
    /// <summary>The session; that of this machine below <c>runs</c>.</summary>
    public static PaiSession Of(CliContext cli)
    {
        if (cli.Arguments.CommandResult.Parent is System.CommandLine.Parsing.CommandResult { Command.Name: "runs" } && !cli.HasSession)
            cli.Use(cli.CreateBuilder().UseLocal().Build());
        return cli.Session;
    }

    public static Argument<string> OneJob() => new("job") { Description = "The id, the marker, or the whole name of a job." };

    public static Argument<string[]> SomeJobs() => new("job")
    {
        Description = "The ids, markers, or whole names of jobs.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Task<JobRun> FindAsync(CliContext cli, Argument<string> argument) =>
        JobFinder.FindAsync(Of(cli), cli.Get(argument), cli.CancellationToken);

    /// <summary>All of them, or an error for the first that does not exist, before anything is done to one.</summary>
    public static async Task<IReadOnlyList<JobRun>> FindAllAsync(CliContext cli, Argument<string[]> argument)
    {
        var jobs = new List<JobRun>();
        foreach (var job in cli.Get(argument)) jobs.Add(await JobFinder.FindAsync(Of(cli), job, cli.CancellationToken));
        return jobs;
    }
}

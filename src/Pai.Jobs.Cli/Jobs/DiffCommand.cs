using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Jobs;

/// <summary><c>diff</c>: the differences of two runs.</summary>
internal static class DiffCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var before = new Argument<string>("before") { Description = "The id, the marker, or the whole name of a job." };
        var after = new Argument<string>("after") { Description = "Another one." };
        return new CliCommand(
            "diff",
            "Show the differences of two jobs: code, values, image, hardware, inputs.",
            "pai-jobs diff dlc1abcdefghijklm dlc1nopqrstuvwxyz",
            "pai-jobs diff JOB OTHER -o json")
        {
            before, after,
        }.Does(options, async cli =>
        {
            await using var jobs = new AnyJob(cli);
            var one = await jobs.FindAsync(cli.Get(before));
            var two = await jobs.FindAsync(cli.Get(after));
            var diff = await one.DiffAsync(two, cli.CancellationToken);
            Console.Out.WriteLine(cli.IsJson ? diff.ToJson() : diff.ToString());
        });
    }
}

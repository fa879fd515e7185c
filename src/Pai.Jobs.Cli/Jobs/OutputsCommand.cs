using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Jobs;

/// <summary><c>jobs outputs</c>.</summary>
internal static class OutputsCommand
{
    public static CliCommand Create(CliOptions options, string name)
    {
        var job = JobSession.OneJob();
        var only = new Argument<string[]>("output") { Description = "Only these outputs.", Arity = ArgumentArity.ZeroOrMore };
        var target = new Option<string?>("--download", "-d")
        {
            Description = "Download the files into this folder, in a folder for each output.",
            HelpName = "folder",
        };
        return new CliCommand(
            "outputs",
            "List the files of a job's outputs, or download them.",
            $"pai-jobs {name} outputs JOB",
            $"pai-jobs {name} outputs JOB table --download ./results")
        {
            job, only, target,
        }.Does(options, async cli =>
        {
            var run = await JobSession.FindAsync(cli, job);
            var outputs = Choose(run, cli.Get(only) ?? [], cli.Session.Storage);
            if (cli.Get(target) is { } folder)
            {
                foreach (var output in outputs)
                {
                    var files = await output.DownloadAsync(Path.Combine(folder, output.Name), cli.CancellationToken);
                    cli.Terminal.WriteTalk($"{output.Name}: {files} {(files == 1 ? "file" : "files")}");
                }

                return;
            }

            var rows = new List<OutputFileJson>();
            foreach (var output in outputs)
                await foreach (var file in output.ListAsync(cli.CancellationToken)) rows.Add(new(output.Name, file.Path, file.Size));
            if (cli.IsJson)
            {
                CliJson.Write<IReadOnlyList<OutputFileJson>>(rows);
                return;
            }

            var table = new TextTable("output", "size>", "file");
            foreach (var row in rows) table.Add(row.Output, Amounts.Bytes(row.Size), row.Path);
            if (table.IsEmpty) cli.Terminal.WriteTalk("No files.");
            else table.WriteTo(cli.Terminal.Data);
        });
    }

    private static List<JobOutput> Choose(JobRun run, string[] names, OssStorage storage)
    {
        if (run.Info.Outputs is not { } locations)
            throw new JobException($"The outputs of job {run.Id} are not known: it was not submitted by this library.");
        var unknown = names.Where(n => !locations.ContainsKey(n)).ToList();
        if (unknown.Count > 0)
        {
            throw new UsageException(
                $"Job {run.Id} has no output \"{string.Join("\", \"", unknown)}\". It has: {string.Join(", ", locations.Keys)}.");
        }

        return [.. locations.Where(l => names.Length == 0 || names.Contains(l.Key)).Select(l => new JobOutput(l.Key, l.Value, storage))];
    }
}

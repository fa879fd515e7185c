using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Run;

/// <summary>
/// <c>run</c>, <c>plan</c>, <c>export</c> and <c>python</c>: for a job file here, for a project by its own program, which has the same
/// commands (docs/command-line.md). An ahead-of-time compiled tool cannot load the assembly of a user.
/// </summary>
internal static class ProgramCommands
{
    public static IEnumerable<CliCommand> Create(CliOptions options) => [Run(options), Plan(options), Export(options), Python(options)];

    private static CliCommand Run(CliOptions options)
    {
        var (target, rest, settings) = (Target(), Rest(), new RunOverrides());
        var timeout = new Option<string?>("--timeout")
        {
            Description = "The longest wait, from the submission on: 30m, 2h. The job continues.",
            HelpName = "time",
        };
        var detach = new Option<bool>("--detach", "-d") { Description = "Submit the job, print its id, and do not wait." };
        var command = new CliCommand(
            "run",
            "Run the job of a project or of a job file, with its log.",
            "pai-jobs run ./MyJobs",
            "pai-jobs run ./MyJobs TokenizeJob -- --interval 100",
            "pai-jobs run job.json --backend dlc --detach")
        {
            target, rest, timeout, detach,
        };
        settings.AddTo(command);
        return command.Does(options, async cli =>
        {
            if (!IsJobFile(cli.Get(target)))
            {
                string[] own = [.. settings.Forward(cli), .. Pair("--timeout", cli.Get(timeout))];
                if (cli.Get(detach)) own = [.. own, "--detach"];
                return await UserProgram.RunAsync(cli, options, cli.Get(target), "run", cli.Get(rest), own);
            }

            var job = await LoadAsync(cli, cli.Get(target), cli.Get(rest));
            return cli.Get(detach)
                ? await JobConsole.SubmitAsync(job, cli.Session, settings.Read(cli), cli.IsJson, cli.CancellationToken)
                : await JobConsole.RunAsync(
                    job, cli.Session, settings.Read(cli), cli.IsJson, cli.Get(timeout) is { } t ? TimeText.Duration(t, "--timeout") : null);
        });
    }

    private static CliCommand Plan(CliOptions options)
    {
        var (target, rest, settings) = (Target(), Rest(), new RunOverrides());
        var command = new CliCommand(
            "plan",
            "Show all that a run would send and upload, and what is wrong with it, without doing it.",
            "pai-jobs plan ./MyJobs TokenizeJob",
            "pai-jobs plan job.json --output json")
        {
            target, rest,
        };
        settings.AddTo(command);
        return command.Does(options, async cli => IsJobFile(cli.Get(target))
            ? await JobConsole.PlanAsync(
                await LoadAsync(cli, cli.Get(target), cli.Get(rest)), cli.Session, settings.Read(cli), cli.IsJson, cli.CancellationToken)
            : await UserProgram.RunAsync(cli, options, cli.Get(target), "plan", cli.Get(rest), [.. settings.Forward(cli)]));
    }

    private static CliCommand Export(CliOptions options)
    {
        var (target, rest) = (Target(), Rest());
        var to = new Option<string>("--to") { Description = "The file.", HelpName = "file", Required = true };
        return new CliCommand(
            "export",
            "Write the job of a project into a job file, which runs without a compiler.",
            "pai-jobs export ./MyJobs TokenizeJob --to job.json -- --interval 100")
        {
            target, rest, to,
        }.Does(options, cli => IsJobFile(cli.Get(target))
            ? throw new UsageException($"{cli.Get(target)} is a job file already. Give a project.")
            : UserProgram.RunAsync(cli, options, cli.Get(target), "export", cli.Get(rest), ["-o", Path.GetFullPath(cli.Get(to))]));
    }

    private static CliCommand Python(CliOptions options)
    {
        var (target, rest) = (Target(), Rest());
        var to = new Option<string>("--to") { Description = "The file.", HelpName = "file", DefaultValueFactory = _ => "pai_job.py" };
        return new CliCommand(
            "python",
            "Write a typed Python module by which a Python job reads its values.",
            "pai-jobs python ./MyJobs TokenizeJob --to code_dir/pai_job.py",
            "pai-jobs python job.json")
        {
            target, rest, to,
        }.Does(options, async cli =>
        {
            var path = Path.GetFullPath(cli.Get(to));
            if (!IsJobFile(cli.Get(target)))
                return await UserProgram.RunAsync(cli, options, cli.Get(target), "python", cli.Get(rest), ["-o", path]);
            NoRecord(cli.Get(rest));
            await File.WriteAllTextAsync(
                path, PythonModule.Write(await JobFile.LoadAsync(cli.Get(target), cli.CancellationToken)), cli.CancellationToken);
            return ExitCodes.Success;
        });
    }

    private static Argument<string> Target() => new("target")
    {
        Description = "A folder with a project, a project file, a program of one .cs file, or a job file (.json).",
        HelpName = "project|file",
    };

    private static Argument<string[]> Rest() => new("record")
    {
        Description = "The record, where the project has several; then, behind --, options of the record: -- --interval 100.",
        HelpName = "record] [-- options",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static bool IsJobFile(string target) => target.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static async Task<RunnableJob> LoadAsync(CliContext cli, string path, string[] rest)
    {
        NoRecord(rest);
        return RunnableJob.Of(await JobFile.LoadAsync(path, cli.CancellationToken));
    }

    private static void NoRecord(string[] rest)
    {
        if (rest.Length > 0)
            throw new UsageException($"A job file has its job and its values; \"{rest[0]}\" is one argument too many.");
    }

    private static IEnumerable<string> Pair(string name, string? value) => value is null ? [] : [name, value];
}

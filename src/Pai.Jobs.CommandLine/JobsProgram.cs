using System.CommandLine;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.CommandLine;

/// <summary>The command line of a program's jobs. The generated <c>PaiJobsApp.RunAsync(args)</c> calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JobsProgram
{
    /// <summary>Does what a command line asks for, and gives the exit code of docs/command-line.md.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="jobs">The records.</param>
    public static async Task<int> RunAsync(string[] args, params JobEntry[] jobs)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(jobs);
        // A value may start with @, which is no file of arguments here.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        var running = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var result = CreateRoot(jobs).Parse(args, parsing);
        try
        {
            // Help is asked for, or all is well: then the command's own action runs.
            if (result.Errors.Count == 0 || result.Action is System.CommandLine.Help.HelpAction)
                return await result.InvokeAsync(running).ConfigureAwait(false);
            throw new UsageException(ProblemsOf(result));
        }
        catch (Exception e) when (ExitCodes.Of(e) is { } code)
        {
            foreach (var problem in e is UsageException usage ? usage.Problems : [e.Message])
                await Console.Error.WriteLineAsync($"error: {problem}").ConfigureAwait(false);
            return code;
        }
    }

    internal static RootCommand CreateRoot(IReadOnlyList<JobEntry> jobs)
    {
        var root = new RootCommand("Runs the jobs of this program, on this machine and on Alibaba Cloud PAI.")
        {
            ListCommand(jobs),
            Verb("run", "Run a job, write its log, and wait for its end.", jobs, RunAsync, [RunSettings.Detach, RunSettings.Timeout]),
            Verb("submit", "Submit a job, and write its id.", jobs, (job, result, options) => WithSession(
                result, (s, t) => JobConsole.SubmitAsync(job, s, options, RunSettings.IsJson(result), t)), []),
            Verb("plan", "Say what submitting a job would send, without doing it.", jobs, (job, result, options) => WithSession(
                result, (s, t) => JobConsole.PlanAsync(job, s, options, RunSettings.IsJson(result), t)), []),
            Verb(
                "export",
                "Write a job with its values as a job file, which runs without this program.",
                jobs,
                ExportAsync,
                [RunSettings.File]),
            PythonCommand(jobs),
        };
        return root;
    }

    private static Task<int> RunAsync(RunnableJob job, ParseResult result, RunOptions options)
    {
        var problems = new List<string>();
        var timeout = RunSettings.Duration(result, RunSettings.Timeout, problems);
        if (problems.Count > 0) throw new UsageException(problems);
        var isJson = RunSettings.IsJson(result);
        return WithSession(result, (session, token) => result.GetValue(RunSettings.Detach)
            ? JobConsole.SubmitAsync(job, session, options, isJson, token)
            : JobConsole.RunAsync(job, session, options, isJson, timeout));
    }

    private static async Task<int> ExportAsync(RunnableJob job, ParseResult result, RunOptions options)
    {
        var file = job.ToFile(options);
        if (result.GetValue(RunSettings.File) is { } path)
        {
            await file.SaveAsync(path).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"{path}: written").ConfigureAwait(false);
        }
        else
        {
            await Console.Out.WriteAsync(file.ToJson(Environment.CurrentDirectory)).ConfigureAwait(false);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> WithSession(ParseResult result, Func<PaiSession, CancellationToken, Task<int>> action)
    {
        var session = RunSettings.CreateBuilder(result).Build();
        // For what does not wait: the first Ctrl+C lets a request that was sent be answered. A wait asks what to do.
        using var cancel = new CancellationTokenSource();
        var presses = 0;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            if (Interlocked.Increment(ref presses) > 1) return;
            context.Cancel = true;
            _ = cancel.CancelAsync();
        });
        await using (session.ConfigureAwait(false)) return await action(session, cancel.Token).ConfigureAwait(false);
    }

    private static Command ListCommand(IReadOnlyList<JobEntry> jobs)
    {
        var list = new Command("list", "List the records of this program.") { RunSettings.Output };
        list.SetAction(result =>
        {
            if (RunSettings.IsJson(result))
            {
                IReadOnlyList<RecordJson> records =
                [
                    .. jobs.Select(j => new RecordJson(
                        NameOf(j, jobs),
                        j.Definition.RecordName,
                        j.Definition.Description,
                        [.. j.Definition.Inputs.Select(i => i.Name)],
                        [.. j.Definition.Outputs.Select(o => o.Name)],
                        [.. j.Definition.Parameters.Select(p => p.Name)])),
                ];
                Console.Out.WriteLine(JsonSerializer.Serialize(records, CommandLineJson.Readable.IReadOnlyListRecordJson));
            }
            else
            {
                foreach (var job in jobs) Console.Out.WriteLine($"{NameOf(job, jobs)}  {job.Definition.Description}".TrimEnd());
            }

            return ExitCodes.Success;
        });
        return list;
    }

    private static Command PythonCommand(IReadOnlyList<JobEntry> jobs)
    {
        var python = new Command("python", "Write a typed pai_job.py, by which a Python job reads its values.");
        foreach (var job in jobs)
        {
            var command = new Command(NameOf(job, jobs), $"The record {job.Definition.RecordName}.") { RunSettings.File };
            Add(command, job);
            python.Add(command);
        }

        if (jobs is [var only])
        {
            python.Add(RunSettings.File);
            Add(python, only);
        }

        return python;

        static void Add(Command command, JobEntry job) => command.SetAction(async (result, token) =>
        {
            var module = PythonModule.Write(job.Definition, job.ReadSchema(static name => name));
            if (result.GetValue(RunSettings.File) is { } path) await File.WriteAllTextAsync(path, module, token).ConfigureAwait(false);
            else await Console.Out.WriteAsync(module).ConfigureAwait(false);
            return ExitCodes.Success;
        });
    }

    /// <summary>A command for each record; without the name of one, where there is only one.</summary>
    private static Command Verb(
        string name,
        string description,
        IReadOnlyList<JobEntry> jobs,
        Func<RunnableJob, ParseResult, RunOptions, Task<int>> action,
        IReadOnlyList<Option> more)
    {
        var verb = new Command(name, description);
        foreach (var job in jobs)
            verb.Add(new RecordCommand(NameOf(job, jobs), $"The record {job.Definition.RecordName}.", job, action, more));
        return jobs is [var only] ? new RecordCommand(name, description, only, action, more) { verb.Subcommands[0] } : verb;
    }

    private static string NameOf(JobEntry job, IReadOnlyList<JobEntry> jobs) =>
        jobs.Count(j => j.ShortName == job.ShortName) > 1 ? job.Definition.RecordName : job.ShortName;

    private static List<string> ProblemsOf(ParseResult result)
    {
        var problems = new List<string>();
        var command = result.CommandResult.Command;
        foreach (var token in result.UnmatchedTokens)
        {
            var isOption = token.StartsWith('-');
            var names = isOption ? command.Options.Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
            var near = NearestName.Find(token, names) is { } name ? $" Did you mean {name}?" : "";
            problems.Add($"There is no {(isOption ? "option" : "record or command")} \"{token}\" of {command.Name}.{near}");
        }

        if (problems.Count == 0) problems.AddRange(result.Errors.Select(e => e.Message));
        if (result.UnmatchedTokens.Count == 0 && command.Subcommands.Count > 0)
            problems.Add($"There are: {string.Join(", ", command.Subcommands.Select(c => c.Name))}.");
        if (command is RecordCommand record) record.Check(result, problems);
        problems.Add($"{command.Name} --help shows what there is.");
        return problems;
    }

    /// <summary>A command about a record, with its options.</summary>
    private sealed class RecordCommand : Command
    {
        private readonly RecordOptions _record;

        public RecordCommand(
            string name,
            string description,
            JobEntry job,
            Func<RunnableJob, ParseResult, RunOptions, Task<int>> action,
            IReadOnlyList<Option> more)
            : base(name, description)
        {
            _record = new(job);
            foreach (var option in _record.All.Concat(more).Concat(RunSettings.OfRun).Concat(RunSettings.OfSession)) Add(option);
            SetAction((result, _) =>
            {
                var problems = new List<string>();
                var (ready, options) = Read(result, problems);
                return problems.Count == 0 ? action(ready!, result, options) : throw new UsageException(problems);
            });
        }

        /// <summary>The problems of the values, where the command line itself is wrong too.</summary>
        public void Check(ParseResult result, List<string> problems) => Read(result, problems);

        private (RunnableJob? Job, RunOptions Options) Read(ParseResult result, List<string> problems) =>
            (_record.Read(result, problems), RunSettings.Read(result, problems));
    }
}

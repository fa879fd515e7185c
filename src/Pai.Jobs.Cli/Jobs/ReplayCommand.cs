using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Jobs;

/// <summary><c>replay</c>: a run again, on this machine.</summary>
internal static class ReplayCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var job = JobSession.OneJob();
        var watch = new Option<bool>("--watch") { Description = "Run again each time the code in --source is saved. Ctrl+C ends it." };
        var source = new Option<string?>("--source")
        {
            Description = "The folder with the code, instead of the code that the job had.",
            HelpName = "folder",
        };
        var maxFiles = new Option<int?>("--max-files")
        {
            Description = "The most files of each input on OSS. Default 100.",
            HelpName = "number",
        };
        var maxSize = new Option<string?>("--max-size")
        {
            Description = "The most bytes of each input on OSS: 500K, 8M, 1G. Default 100M.",
            HelpName = "size",
        };
        var files = Repeated("--file", "channel=pattern", "Files of an input to take, whatever the limits: corpus=part-0*.csv.");
        var inputs = Repeated("--input", "channel=path", "A file or folder of this machine instead of an input.");
        var values = Repeated("--set", "name=value", "A changed parameter; a secret as its reference, env:NAME.");
        var environment = Repeated("--env", "name=value", "A changed environment variable.");
        var secrets = Repeated("--secret-env", "name=reference", "An environment variable whose value is a secret: TOKEN=env:TOKEN.");
        var docker = new Option<bool>("--docker") { Description = "Run in the job's image with Docker. Default: where an engine answers." };
        var sandbox = new Option<bool>("--no-docker") { Description = "Run in the sandbox of this machine." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be downloaded and what would differ." };
        var command = new CliCommand(
            "replay",
            "Run a job again on this machine, with its code, its values and a part of its inputs.",
            "pai-jobs replay dlc1abcdefghijklm",
            "pai-jobs replay JOB --watch --source ./train",
            "pai-jobs replay JOB --max-files 5 --file corpus=labels/*.json --dry-run")
        {
            job, watch, source, maxFiles, maxSize, files, inputs, values, environment, secrets, docker, sandbox, dryRun,
        };
        return command.Does(options, async cli =>
        {
            if (cli.Get(docker) && cli.Get(sandbox)) throw new CliUsageException("--docker and --no-docker exclude each other.");
            if (cli.Get(watch) && cli.Get(source) is null)
                throw new CliUsageException("--watch needs the folder with the code: --source DIR.");
            if (cli.Get(watch) && cli.Get(dryRun)) throw new CliUsageException("--watch and --dry-run exclude each other.");
            var standard = new ReplayOptions();
            var replay = standard with
            {
                SourceDir = cli.Get(source),
                MaxFilesPerInput = cli.Get(maxFiles) ?? standard.MaxFilesPerInput,
                MaxBytesPerInput = cli.Get(maxSize) is { } size ? SizeText.Bytes(size, "--max-size") : standard.MaxBytesPerInput,
                Files = PatternsOf(cli.Get(files)),
                LocalInputs = NamedValues.Read(cli.Get(inputs), "--input"),
                Parameters = NamedValues.Read(cli.Get(values), "--set").ToDictionary(v => v.Key, v => (string?)v.Value),
                Environment = EnvironmentOf(cli.Get(environment), cli.Get(secrets)),
                UseDocker = cli.Get(docker) ? true : cli.Get(sandbox) ? false : null,
            };
            await using var jobs = new AnyJob(cli);
            var run = await jobs.FindAsync(cli.Get(job));
            var session = new ReplaySession(cli, run, replay);
            if (cli.Get(dryRun)) return await session.PlanAsync();
            return cli.Get(watch) ? await session.WatchAsync() : await session.RunAsync();
        });
    }

    private static Option<string[]> Repeated(string name, string form, string description) =>
        new(name) { Description = description + " May be repeated.", HelpName = form };

    /// <summary>A channel may come several times: its patterns add up.</summary>
    private static Dictionary<string, IReadOnlyList<string>> PatternsOf(string[]? values) => (values ?? [])
        .Select(v => NamedValues.Read([v], "--file").Single())
        .GroupBy(v => v.Key, v => v.Value)
        .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g]);

    private static Dictionary<string, EnvironmentValue?> EnvironmentOf(string[]? values, string[]? secrets)
    {
        var environment = NamedValues.Read(values, "--env").ToDictionary(v => v.Key, v => (EnvironmentValue?)v.Value);
        foreach (var (name, reference) in NamedValues.Read(secrets, "--secret-env"))
        {
            environment[name] = Secret.TryParse(reference, out var secret)
                ? secret
                : throw new CliUsageException($"--secret-env {name} is not a reference to a secret. Write it as in {name}=env:{name}.");
        }

        return environment;
    }
}

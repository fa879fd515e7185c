using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;
using Spectre.Console;

namespace Pai.Jobs.Cli.Setup;

/// <summary><c>init</c>: writes the configuration file, and checks it.</summary>
internal static class InitCommand
{
    public static CliCommand Create(CliOptions options)
    {
        var bucket = new Option<string?>("--bucket")
        {
            Description = "The bucket for code, data and outputs. Default: that of the workspace.",
        };
        var unchecked_ = new Option<bool>("--no-check") { Description = "Do not try the credentials and the services." };
        return new CliCommand(
            "init",
            "Write the configuration file: region, workspace, bucket, backend. It asks for those that no option gives.",
            "pai-jobs init",
            "pai-jobs init --region cn-hangzhou --workspace 12345 --bucket my-bucket --backend dlc")
        {
            bucket, unchecked_,
        }.Does(options, async cli =>
        {
            var builder = cli.CreateBuilder();
            builder.Bucket = cli.Get(bucket);
            if (cli.Terminal.IsInteractive) await AskAsync(builder, cli);
            else if (builder.Region is null && builder.WorkspaceId is null && builder.Bucket is null && builder.Backend is null)
            {
                throw new UsageException(
                    "Nothing to write: give --region, --workspace, --bucket or --backend, or run this in a terminal.");
            }

            cli.Use(builder.Build());
            // Read before the file is written: a wrong value is an error that leaves the file as it is.
            var settings = cli.Session.Settings;
            var path = await cli.Session.SaveConfigAsync(builder.ConfigurationPath, cli.CancellationToken);
            if (!cli.IsJson) CliTerminal.WriteData(path);
            var (checks, problems) = (new List<CheckJson>(), 0);
            if (!cli.Get(unchecked_)) await foreach (var check in Checks.CloudAsync(cli, cli.Session, settings))
            {
                checks.Add(check);
                if (check.Result == CheckResult.Problem) problems++;
                var text = $"{check.Check}: {check.Value}";
                if (check.Result == CheckResult.Problem) cli.Terminal.WriteWarning($"{text}\n{check.Advice}");
                else cli.Terminal.WriteTalk(text);
            }

            if (cli.IsJson) CliJson.Write<InitJson>(new(path, checks));
            if (problems > 0) cli.Terminal.WriteTalk("The file is written. pai-jobs doctor checks again.");
            return problems == 0 ? ExitCodes.Success : ExitCodes.Failed;
        });
    }

    /// <summary>Asks for what no option gives; the present settings are the answers of an empty line.</summary>
    private static async Task AskAsync(PaiSessionBuilder builder, CliContext cli)
    {
        PaiSettings now;
        string backend;
        await using (var session = builder.Build()) (now, backend) = (session.Settings, session.Backend.Name);
        builder.Backend ??= await AskForBackendAsync(backend == "dlc" ? ["dlc", "local"] : ["local", "dlc"]);
        builder.Region ??= await AskAsync("Region", now.Region?.Value ?? (builder.Backend == "dlc" ? "cn-hangzhou" : null));
        builder.WorkspaceId ??= await AskAsync("Id of the workspace", now.WorkspaceId?.Value);
        builder.Bucket ??= await AskAsync("Bucket (empty: that of the workspace)", now.Bucket?.Value);

        // A list to choose from needs a terminal that can move the cursor.
        Task<string> AskForBackendAsync(string[] choices) => cli.Terminal.Talk.Profile.Capabilities.Ansi
            ? new SelectionPrompt<string>()
                .Title("Where do jobs run?").AddChoices(choices).ShowAsync(cli.Terminal.Talk, cli.CancellationToken)
            : new TextPrompt<string>("Where do jobs run?")
                .AddChoices(choices).DefaultValue(choices[0]).ShowAsync(cli.Terminal.Talk, cli.CancellationToken);

        async Task<string?> AskAsync(string question, string? present)
        {
            var prompt = new TextPrompt<string>(question + ":") { AllowEmpty = true };
            if (present is not null) prompt.DefaultValue(present);
            var answer = await prompt.ShowAsync(cli.Terminal.Talk, cli.CancellationToken);
            return string.IsNullOrWhiteSpace(answer) ? null : answer.Trim();
        }
    }
}

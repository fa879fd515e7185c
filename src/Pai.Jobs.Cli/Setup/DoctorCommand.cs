using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;
using Spectre.Console;

namespace Pai.Jobs.Cli.Setup;

/// <summary><c>doctor</c>: what is configured, from where, what works, and what to do.</summary>
internal static class DoctorCommand
{
    public static CliCommand Create(CliOptions options) => new CliCommand(
        "doctor",
        "Check the settings, the credentials, this machine and the services. The exit code is 3 if there is a problem.",
        "pai-jobs doctor",
        "pai-jobs doctor --output json").Does(options, async cli =>
        {
            var checks = new List<CheckJson>();
            await foreach (var check in Checks.RunAsync(cli))
            {
                checks.Add(check);
                if (!cli.IsJson) Write(check, cli.Terminal.Data);
            }

            if (cli.IsJson) CliJson.Write<IReadOnlyList<CheckJson>>(checks);
            var problems = checks.Count(c => c.Result == CheckResult.Problem);
            cli.Terminal.WriteTalk(problems switch
            {
                0 => "No problems.",
                1 => "1 problem.",
                _ => $"{problems} problems.",
            });
            return problems == 0 ? ExitCodes.Success : ExitCodes.Failed;
        });

    private static void Write(CheckJson check, IAnsiConsole console)
    {
        var (mark, color) = check.Result switch
        {
            CheckResult.Ok => ("ok     ", Color.Green),
            CheckResult.Skipped => ("-      ", Color.Grey),
            _ => ("PROBLEM", Color.Red),
        };
        console.Write(new Text(mark, new(color)));
        var source = check.Source is null ? "" : $"  ({check.Source})";
        console.WriteLine($"  {check.Check,-18}{Printable.Of(check.Value)}{Printable.Of(source)}");
        foreach (var line in (check.Advice ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            console.WriteLine($"         {Printable.Of(line)}");
    }
}

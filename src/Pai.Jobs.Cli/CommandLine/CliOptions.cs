using System.CommandLine;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>The options that every command has.</summary>
internal sealed class CliOptions
{
    public Option<OutputFormat> Output { get; } = new("--output", "-o")
    {
        Description = "Data for people (text) or for programs (json).",
        HelpName = "text|json",
        Recursive = true,
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Write data and errors only.", Recursive = true };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "Write without colors and without progress bars. The variable NO_COLOR does the same.",
        Recursive = true,
    };

    public Option<string?> Backend { get; } = new("--backend")
    {
        Description = "Where the jobs are: this machine (local) or PAI-DLC (dlc). Default: the setting, then local.",
        HelpName = "local|dlc",
        Recursive = true,
    };

    public Option<string?> Region { get; } = new("--region") { Description = "The region, for instance cn-hangzhou.", Recursive = true };

    public Option<string?> Workspace { get; } = new("--workspace") { Description = "The id of the workspace.", Recursive = true };

    public Option<string?> Config { get; } = new("--config")
    {
        Description = "The configuration file. Default: PAI_CONFIG_PATH, then ~/.pai/config.json.",
        HelpName = "file",
        Recursive = true,
    };

    public CliOptions() =>
        Output.CompletionSources.Add("text", "json");

    /// <summary>The options that were given, as arguments for a program that has the same options.</summary>
    public IEnumerable<string> Forward(CliContext cli)
    {
        if (cli.IsJson)
        {
            yield return Output.Name;
            yield return "json";
        }

        foreach (var option in (Option<string?>[])[Backend, Region, Workspace, Config])
        {
            if (cli.Get(option) is not { } value) continue;
            yield return option.Name;
            yield return value;
        }
    }

    public void AddTo(RootCommand root)
    {
        foreach (var option in (Option[])[Output, Quiet, NoColor, Backend, Region, Workspace, Config]) root.Add(option);
    }
}

/// <summary>The form of the data on standard output.</summary>
internal enum OutputFormat
{
    Text,
    Json,
}

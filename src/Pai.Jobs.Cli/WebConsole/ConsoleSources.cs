using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The sources that the options, the environment and the configuration file describe.</summary>
internal static class ConsoleSources
{
    /// <summary>This machine; PAI-DLC, or an emulator of it, where a region and a workspace are configured, or it is chosen.</summary>
    public static IReadOnlyList<RunSource> Create(CliContext cli)
    {
        var sources = new List<RunSource> { RunSource.Local(cli.CreateBuilder().UseLocal().Build()) };
        var builder = cli.CreateBuilder();
        if (builder.Backend == LocalBackend.BackendName) return sources;
        // A backend that is not known is an error, as for every command.
        var chosen = builder.Build();
        if (chosen.Backend is not DlcBackend)
        {
            chosen = cli.CreateBuilder().UseDlc().Build();
            if (chosen.Region is null || chosen.Settings.WorkspaceId is null) return sources;
        }

        sources.Add(RunSource.Dlc(chosen));
        return sources;
    }
}

using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Storage;

/// <summary>The commands on <c>oss://</c>, which are at the top as those of a shell are.</summary>
internal static class StorageCommands
{
    public static IEnumerable<CliCommand> Create(CliOptions options) =>
    [
        CopyCommand.Create(options), ListCommand.Create(options), RemoveCommand.Create(options), CatCommand.Create(options),
        StatCommand.Create(options), SignCommand.Create(options),
    ];
}

using System.CommandLine;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Catalog;

/// <summary><c>catalog refresh</c>: writes what the service offers into the project's catalog file.</summary>
internal static class RefreshCommand
{
    public static CliCommand CreateGroup(CliOptions options) =>
        new("catalog", "The catalog file of a project, which its compiler checks names with.", "pai-jobs catalog refresh")
        {
            Create(options),
        };

    private static CliCommand Create(CliOptions options)
    {
        var file = new Argument<string>("file")
        {
            Description = "The file: pai-jobs.catalog beside the project, or NAME.pai-jobs.catalog.",
            DefaultValueFactory = _ => "pai-jobs.catalog",
        };
        var check = new Option<bool>("--check") { Description = "Write nothing; the exit code is 2 if the file would change." };
        return new CliCommand(
            "refresh",
            "Write the instance types of the region and the images of the service into a catalog file. Its other lines stay.",
            "pai-jobs catalog refresh",
            "pai-jobs catalog refresh src/Training/pai-jobs.catalog --check")
        {
            file, check,
        }.Does(options, async cli =>
        {
            var path = Path.GetFullPath(cli.Get(file));
            if (!("." + Path.GetFileName(path)).EndsWith(".pai-jobs.catalog", StringComparison.Ordinal))
                throw new UsageException($"The compiler would not read {path}. Write pai-jobs.catalog, or NAME.pai-jobs.catalog.");
            var old = File.Exists(path) ? await File.ReadAllTextAsync(path, cli.CancellationToken) : "";
            var before = CatalogBlock.Read(old);
            var (lines, images) = await AskAsync(cli);
            var text = CatalogBlock.Replace(old, lines);
            var result = Compare(path, before, lines, images, isChanged: text != old);
            if (result.IsChanged && !cli.Get(check)) await WriteAsync(path, text, cli.CancellationToken);
            if (cli.IsJson) CliJson.Write(result);
            else CliTerminal.WriteData(Describe(result, cli.Get(check)));
            return result.IsChanged && cli.Get(check) ? ExitCodes.Usage : ExitCodes.Success;
        });
    }

    private static async Task<(List<string> Lines, int Images)> AskAsync(CliContext cli)
    {
        var session = cli.Session;
        var region = session.Region ?? throw new UsageException("There is no region to ask. Give --region, or set PAI_REGION_ID.");
        var types = new List<PaiInstanceType>();
        await foreach (var type in session.InstanceTypes.ListAsync(null, cli.CancellationToken)) types.Add(type);
        var images = new List<PaiImage>();
        await foreach (var image in session.Images.ListAsync(null, cli.CancellationToken)) images.Add(image);
        if (types.Any(t => t.IsFromCatalog) || images.Any(i => i.IsFromCatalog))
            throw new JobException("The service did not answer, and the file is as it was. pai-jobs doctor says why.");
        if (session.Settings.WorkspaceId is not null)
        {
            await foreach (var image in session.Images.ListAsync(new() { OfWorkspace = true }, cli.CancellationToken)) images.Add(image);
        }

        var leftOut = new List<string>();
        var lines = CatalogBlock.Lines(types, images, region, leftOut);
        foreach (var name in leftOut) cli.Terminal.WriteWarning($"{name} was left out: the format of the file cannot have it.");
        return (lines, lines.Count(l => NameOf(l).Contains('/', StringComparison.Ordinal)));
    }

    private static RefreshJson Compare(string path, List<string> before, List<string> after, int images, bool isChanged)
    {
        var old = before.GroupBy(NameOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var now = after.ToDictionary(NameOf, StringComparer.Ordinal);
        return new(
            path,
            isChanged,
            now.Keys.Count(n => !old.ContainsKey(n)),
            now.Count(n => old.TryGetValue(n.Key, out var line) && line != n.Value),
            old.Keys.Count(n => !now.ContainsKey(n)),
            after.Count - images,
            images);
    }

    private static string NameOf(string line) => line.Split(" | ")[0].Trim();

    /// <summary>The file is the old one or the new one, at any moment.</summary>
    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllTextAsync(temporary, text, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static string Describe(RefreshJson result, bool isCheck) => !result.IsChanged
        ? $"{result.Path} is as the service has it: {result.InstanceTypes} instance types, {result.Images} images."
        : $"{result.Path} {(isCheck ? "would change" : "is written")}: "
            + $"{result.Added} added, {result.Changed} changed, {result.Removed} removed.";
}

using System.CommandLine;
using System.Globalization;
using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.Catalog;

/// <summary><c>images</c>.</summary>
internal static class ImagesCommand
{
    private const string Offline =
        "The service was not asked, or did not answer: these are from the catalog in the tool. pai-jobs doctor says why.";

    public static CliCommand Create(CliOptions options) =>
        new("images", "Find images for jobs.", "pai-jobs images list --framework PyTorch --accelerator GPU")
        {
            CreateList(options), CreateShow(options),
        };

    /// <summary>Says that the service did not answer.</summary>
    public static void WarnOffline(CliContext cli) => cli.Terminal.WriteWarning(Offline);

    private static CliCommand CreateList(CliOptions options)
    {
        var framework = new Option<string?>("--framework") { Description = "For instance PyTorch, in any case.", HelpName = "name" };
        var accelerator = AcceleratorOption();
        var scope = new Option<PaiImageScope?>("--scope")
        {
            Description = "The part of PAI: jobs, notebooks or serving.",
            HelpName = "training|develop|inference",
        };
        var contains = new Option<string?>("--contains") { Description = "A part of URI, name or description.", HelpName = "text" };
        var own = new Option<bool>("--own") { Description = "Those of the workspace instead of PAI's." };
        return new CliCommand(
            "list",
            "List images: PAI's own, or those of the workspace.",
            "pai-jobs images list --framework PyTorch --accelerator GPU --scope training",
            "pai-jobs images list --own --output json")
        {
            framework, accelerator, scope, contains, own,
        }.Does(options, async cli =>
        {
            var filter = new PaiImageFilter
            {
                Framework = cli.Get(framework),
                Accelerator = cli.Get(accelerator),
                Scope = cli.Get(scope),
                Text = cli.Get(contains),
                OfWorkspace = cli.Get(own),
            };
            var images = new List<PaiImage>();
            await foreach (var image in cli.Session.Images.ListAsync(filter, cli.CancellationToken)) images.Add(image);
            if (cli.IsJson) CliJson.Write<IReadOnlyList<ImageJson>>([.. images.Select(ImageJson.Of)]);
            else WriteTable(images, cli);
            if (images.Any(i => i.IsFromCatalog)) WarnOffline(cli);
        });
    }

    private static CliCommand CreateShow(CliOptions options)
    {
        var name = new Argument<string>("image") { Description = "The URI, the id or the name of an image, or a framework." };
        var version = new Option<string?>("--framework-version")
        {
            Description = "With a framework: its version, or the beginning of it. Default: the highest.",
            HelpName = "version",
        };
        var accelerator = AcceleratorOption();
        return new CliCommand(
            "show",
            "Show an image; of a framework, the one that jobs would use.",
            "pai-jobs images show PyTorch --framework-version 2.3 --accelerator GPU")
        {
            name, version, accelerator,
        }.Does(options, async cli =>
        {
            var image = await FindAsync(cli, cli.Get(name))
                ?? await cli.Session.Images.RetrieveAsync(cli.Get(name), cli.Get(version), cli.Get(accelerator), cli.CancellationToken);
            if (cli.IsJson) CliJson.Write(ImageJson.Of(image));
            else WriteOne(image);
            if (image.IsFromCatalog) WarnOffline(cli);
        });
    }

    /// <summary>The image that is named as a whole; null for a framework.</summary>
    /// <exception cref="JobException">It is a URI that is not known.</exception>
    private static async Task<PaiImage?> FindAsync(CliContext cli, string name)
    {
        await foreach (var image in cli.Session.Images.ListAsync(null, cli.CancellationToken))
            if (image.Uri == name || image.Id == name || image.Name == name) return image;
        if (cli.Session.Settings.WorkspaceId is not null && cli.Session.Region is not null)
        {
            await foreach (var image in cli.Session.Images.ListAsync(new() { OfWorkspace = true }, cli.CancellationToken))
                if (image.Uri == name || image.Id == name || image.Name == name) return image;
        }

        return !name.Contains('/', StringComparison.Ordinal)
            ? null
            : throw new JobException($"There is no image {name}. pai-jobs images list shows PAI's, with --own those of the workspace.");
    }

    private static void WriteTable(List<PaiImage> images, CliContext cli)
    {
        var table = new TextTable("framework", "version", "accelerator", "python", "cuda", "created", "uri");
        foreach (var i in images)
        {
            table.Add(
                i.Framework,
                i.FrameworkVersion,
                i.Accelerator is Accelerator.Unspecified ? "" : i.Accelerator.ToString().ToUpperInvariant(),
                i.PythonVersion,
                i.CudaVersion,
                i.CreatedAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                i.Uri);
        }

        if (!table.IsEmpty) table.WriteTo(cli.Terminal.Data);
        else cli.Terminal.WriteTalk("No images.");
    }

    private static void WriteOne(PaiImage image)
    {
        Write("uri", image.Uri);
        Write("id", image.Id);
        Write("name", image.Name);
        Write("framework", image.Framework);
        Write("version", image.FrameworkVersion);
        Write("accelerator", image.Accelerator is Accelerator.Unspecified ? null : image.Accelerator.ToString().ToUpperInvariant());
        Write("python", image.PythonVersion);
        Write("cuda", image.CudaVersion);
        Write("scopes", image.Scopes.Count == 0 ? null : string.Join(", ", image.Scopes.Select(s => s.ToString().ToLowerInvariant())));
        Write("created", image.CreatedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Write("workspace", image.WorkspaceId);
        Write("description", image.Description);
        foreach (var (label, value) in image.Labels.OrderBy(l => l.Key, StringComparer.Ordinal)) Write("label", $"{label}={value}");

        static void Write(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) CliTerminal.WriteData($"{name,-12}  {Printable.Of(value)}");
        }
    }

    private static Option<Accelerator> AcceleratorOption() =>
        new("--accelerator") { Description = "The hardware that it is built for.", HelpName = "CPU|GPU|PPU" };
}

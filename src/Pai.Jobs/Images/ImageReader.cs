using System.Globalization;
using Pai.Jobs.Internal.AiWorkspace;
using Pai.Jobs.Internal.Catalog;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Images;

/// <summary>Reads images of the service and of the catalog. Labels are better than the tag, which is better than nothing.</summary>
internal static class ImageReader
{
    public const string OfficialLabel = "system.official";

    private const string FrameworkLabel = "system.framework";

    /// <summary>The label of each scope.</summary>
    public static string LabelOf(PaiImageScope scope) => scope switch
    {
        PaiImageScope.Training => "system.supported.dlc",
        PaiImageScope.Inference => "system.supported.eas",
        _ => "system.supported.dsw",
    };

    /// <param name="image">The service's image.</param>
    /// <param name="scope">The scope that the service was asked for; null for any.</param>
    /// <returns>Null for an entry without a URI.</returns>
    public static PaiImage? Read(AiImage image, PaiImageScope? scope)
    {
        if (string.IsNullOrWhiteSpace(image.ImageUri)) return null;
        var uri = image.ImageUri.Trim();
        var tag = ImageTag.Parse(uri);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in image.Labels ?? [])
            if (label.Key is { } key) labels[key] = label.Value ?? "";

        var (framework, version) = FrameworkOf(labels);
        var name = FrameworkNames.Known(tag.Repository) ?? framework ?? FrameworkNames.WithoutSuffix(tag.Repository);
        var chip = ImageTag.AcceleratorOf(labels.GetValueOrDefault("system.chipType")?.Trim());
        return new()
        {
            Uri = uri,
            Id = image.ImageId,
            Name = image.Name,
            Description = image.Description,
            Framework = name,
            FrameworkVersion = VersionOf(tag, framework is not null && FrameworkNames.Same(name, framework) ? version : null),
            Accelerator = chip == Accelerator.Unspecified ? tag.Accelerator : chip,
            PythonVersion = Python(labels.GetValueOrDefault("system.pythonVersion")) ?? tag.Python,
            CudaVersion = NotEmpty(labels.GetValueOrDefault("system.dsw.cudaVersion")) ?? tag.Cuda,
            Scopes = [.. Enum.GetValues<PaiImageScope>().Where(s => s == scope || IsTrue(labels, LabelOf(s)))],
            Labels = labels,
            CreatedAt = TimeOf(image.GmtCreateTime),
            WorkspaceId = NotEmpty(image.WorkspaceId),
            IsOfficial = IsTrue(labels, OfficialLabel),
        };
    }

    /// <param name="image">The catalog's image.</param>
    /// <param name="region">The region to put into its URI; null to leave its placeholder.</param>
    public static PaiImage Read(CatalogImage image, string? region)
    {
        var tag = ImageTag.Parse(image.Uri);
        return new()
        {
            Uri = region is null ? image.Uri : ImageRegion.Resolve(image.Uri, region),
            Framework = image.Framework,
            FrameworkVersion = image.Version is { } version ? VersionOf(tag, version) : null,
            Accelerator = ImageTag.AcceleratorOf(image.Accelerator),
            PythonVersion = image.Python,
            CudaVersion = image.Cuda,
            Scopes = [.. Enum.GetValues<PaiImageScope>().Where(s => image.Scopes.Contains(s.ToString(), StringComparer.OrdinalIgnoreCase))],
            IsOfficial = true,
            IsFromCatalog = true,
        };
    }

    /// <summary>The version in the tag, which has the vendor's suffix, unless another one is stated that it is not a form of.</summary>
    private static string? VersionOf(ImageTag tag, string? stated) =>
        stated is null || tag.Version?.StartsWith(stated, StringComparison.OrdinalIgnoreCase) == true ? tag.Version : stated;

    /// <summary><c>system.framework=XGBoost 1.6.0</c>, or <c>system.framework.XGBoost=1.6.0</c>: both are documented.</summary>
    private static (string? Name, string? Version) FrameworkOf(Dictionary<string, string> labels)
    {
        if (NotEmpty(labels.GetValueOrDefault(FrameworkLabel)) is { } both)
        {
            var words = both.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return (words[0], words.ElementAtOrDefault(1));
        }

        var pairs = labels
            .Where(l => l.Key.Length > FrameworkLabel.Length + 1 && l.Key.StartsWith(FrameworkLabel + ".", StringComparison.Ordinal))
            .OrderBy(l => l.Key, StringComparer.Ordinal).ToList();
        return pairs is [var (key, value), ..]
            ? (key[(FrameworkLabel.Length + 1)..], NotEmpty(value) is { } version and not "*" ? version : null)
            : (null, null);
    }

    /// <summary><c>3.10</c>, also where it is written <c>py310</c>.</summary>
    private static string? Python(string? label) => NotEmpty(label) is { } text ? ImageTag.PythonOf(text) ?? text : null;

    private static bool IsTrue(Dictionary<string, string> labels, string key) =>
        labels.TryGetValue(key, out var value) && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : null;
}

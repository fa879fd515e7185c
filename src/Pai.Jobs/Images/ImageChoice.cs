using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Images;

/// <summary>Chooses the image of a framework, or says which ones there are.</summary>
internal static class ImageChoice
{
    /// <param name="list">The images to choose from.</param>
    /// <param name="framework">The framework, in any case.</param>
    /// <param name="version">The version; null for the highest one.</param>
    /// <param name="accelerator">The hardware; unspecified for CPU.</param>
    /// <param name="scope">The scope of the list, for messages.</param>
    /// <exception cref="JobException">There is no such image.</exception>
    public static PaiImage Choose(ImageList list, string framework, string? version, Accelerator accelerator, PaiImageScope scope)
    {
        var ofFramework = list.Images.Where(i => FrameworkNames.Same(i.Framework, framework)).ToList();
        if (ofFramework.Count == 0) throw NoFramework(list, framework, scope);
        var hardware = accelerator == Accelerator.Unspecified ? Accelerator.Cpu : accelerator;
        var found = OfVersion([.. ofFramework.Where(i => i.Accelerator == hardware)], version);

        // Neither its labels nor its tag say what it is for.
        if (found.Count == 0) found = OfVersion([.. ofFramework.Where(i => i.Accelerator == Accelerator.Unspecified)], version);
        if (found.Count == 0) throw NoImage(list, ofFramework, version, accelerator, scope);
        return InOrder(found).First();
    }

    /// <summary>The highest version first; of the same version, the newest image; without dates, the one with the plainest tag.</summary>
    public static IOrderedEnumerable<PaiImage> InOrder(IEnumerable<PaiImage> images) => images
        .OrderByDescending(i => ImageVersion.Parse(i.FrameworkVersion))
        .ThenByDescending(i => i.CreatedAt ?? DateTimeOffset.MinValue)
        .ThenBy(i => i.Uri.Length)
        .ThenByDescending(i => i.Uri, StringComparer.Ordinal);

    /// <summary>The images of exactly this version; where there are none, those of which it is the beginning.</summary>
    private static List<PaiImage> OfVersion(List<PaiImage> images, string? version)
    {
        if (version is null) return images;
        var wanted = ImageTag.WithoutV(version);
        var exact = images.Where(i => IsExactly(i, wanted)).ToList();
        return exact.Count > 0 ? exact : [.. images.Where(i => IsBeginning(wanted, i.FrameworkVersion))];
    }

    /// <summary>A version, or more of the tag: <c>1.34.0-pytorch2.9.1</c> beside <c>1.34.0</c>.</summary>
    private static bool IsExactly(PaiImage image, string wanted)
    {
        if (image.FrameworkVersion is not { Length: > 0 } version) return false;
        if (!wanted.StartsWith(version, StringComparison.OrdinalIgnoreCase)) return false;
        return wanted.Length == version.Length || IsPartOf(wanted, ImageTag.Parse(image.Uri).Tag);
    }

    private static bool IsPartOf(string wanted, string tag) =>
        tag.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && (tag.Length == wanted.Length || tag[wanted.Length] == '-');

    /// <summary><c>1.12</c> is the beginning of <c>1.12PAI</c> and <c>1.12.1</c>, not of <c>1.120</c>.</summary>
    private static bool IsBeginning(string wanted, string? version) =>
        version?.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) == true && version.Length > wanted.Length
        && !char.IsAsciiDigit(version[wanted.Length]);

    private static JobException NoFramework(ImageList list, string framework, PaiImageScope scope)
    {
        var names = list.Images.Select(i => i.Framework).Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase).ToList();
        var nearest = NearestName.Find(framework, names);
        var advice = nearest is not null ? $"Did you mean \"{nearest}\"?"
            : names.Count > 0 ? $"There are {string.Join(", ", names)}."
            : "The list has no images.";
        return new($"PAI has no image of \"{framework}\" for {NameOf(scope)}. {advice}{list.Origin}");
    }

    private static JobException NoImage(
        ImageList list, List<PaiImage> ofFramework, string? version, Accelerator accelerator, PaiImageScope scope)
    {
        var hardware = accelerator == Accelerator.Unspecified ? Accelerator.Cpu : accelerator;
        var usual = accelerator == Accelerator.Unspecified ? ", which is used where no accelerator is given" : "";
        var name = $"{ofFramework[0].Framework}{(version is null ? "" : $" {version}")}";
        var others = OfVersion(ofFramework, version).Select(i => i.Accelerator)
            .Where(a => a != Accelerator.Unspecified).Distinct().Order().ToList();
        var advice = others.Count > 0
            ? $"There is one for {string.Join(" and ", others.Select(NameOf))}: set the accelerator to "
                + $"{string.Join(" or ", others.Select(a => $"{nameof(Accelerator)}.{a}"))}."
            : $"{VersionsOf(ofFramework, hardware)}";
        return new($"PAI has no image of {name} for {NameOf(hardware)}{usual}, for {NameOf(scope)}. {advice}{list.Origin}");
    }

    private static string VersionsOf(List<PaiImage> images, Accelerator hardware)
    {
        var versions = Distinct(images.Where(i => i.Accelerator == hardware));
        if (versions.Count > 0) return $"There are {string.Join(", ", versions)}.";
        versions = Distinct(images);
        return versions.Count > 0
            ? $"There are, for other hardware, {string.Join(", ", versions)}."
            : $"The names of its images have no version: give one of them as the image, such as {images[0].Uri}.";
    }

    private static List<string> Distinct(IEnumerable<PaiImage> images) =>
        [.. InOrder(images).Select(i => i.FrameworkVersion).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string NameOf(Accelerator accelerator) => accelerator.ToString().ToUpperInvariant();

    private static string NameOf(PaiImageScope scope) => scope.ToString().ToLowerInvariant();
}

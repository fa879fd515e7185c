namespace CatalogWriter;

/// <summary>The constants of the images that jobs can use: <c>Images.PyTorch.V1_12PAI_Gpu_Py38_Cu113_Ubuntu20_04</c>.</summary>
internal static class ImageConstants
{
    private const string Root = "Images";

    public static string Of(IReadOnlyList<ImageData> images, IReadOnlyList<string> publicApi)
    {
        var current = images.Where(i => i.IsForJobs).GroupBy(i => i.Framework).SelectMany(ConstantsOf).ToList();
        var frameworks = images.Select(i => i.Framework).Distinct().ToDictionary(ClassOf);
        return ConstantsFile.Of(
            "public static class " + Root,
            "The images of the catalog that jobs can use, by framework. The session's region takes the place of <c>{region}</c>.",
            Successors.Mark(current, PublicConstants.Of(Root, publicApi), []),
            (path, _) => $"Images of {frameworks.GetValueOrDefault(path) ?? path[(Root.Length + 1)..]}.");
    }

    /// <summary>Where two repositories of a framework have the same tag, namespace and repository are part of the name.</summary>
    private static IEnumerable<Constant> ConstantsOf(IGrouping<string, ImageData> framework) =>
        from image in framework
        let name = framework.Count(i => NameOf(i) == NameOf(image)) == 1 ? NameOf(image) : RepositoryOf(image) + "_" + Words(image.Tag)
        select new Constant(ClassOf(framework.Key), name, image.Uri, Describe(image));

    private static string ClassOf(string framework) => $"{Root}.{Identifiers.Pascal(framework.Replace("-", "", StringComparison.Ordinal))}";

    private static string NameOf(ImageData image)
    {
        var name = Words(image.Tag);
        return char.IsAsciiDigit(name[0]) ? "V" + name : name;
    }

    private static string Words(string tag) =>
        string.Join('_', tag.Split('-', '.', '_').Select(w => char.IsAsciiDigit(w[0]) ? w : Identifiers.Pascal(w)));

    private static string RepositoryOf(ImageData image) =>
        string.Concat(image.Path[..image.Path.LastIndexOf(':')].Split('-', '/').Select(Identifiers.Pascal));

    private static string Describe(ImageData image)
    {
        var parts = new[]
        {
            image.Version is null ? image.Framework : $"{image.Framework} {image.Version}",
            image.Accelerator is null ? null : $"for {image.Accelerator}",
            image.Python is null ? null : $"Python {image.Python}",
            image.Cuda is null ? null : $"CUDA {image.Cuda}",
            image.Os,
        };
        return $"{string.Join(", ", parts.OfType<string>())}: <c>{image.Path}</c>.";
    }
}

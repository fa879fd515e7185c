namespace CatalogWriter;

/// <summary>The constants of the images that jobs can use: <c>Images.PyTorch.V1_12PAI_Gpu_Py38_Cu113_Ubuntu20_04</c>.</summary>
internal static class ImageConstants
{
    public static string Of(IEnumerable<ImageData> images)
    {
        var code = new CodeText();
        code.Open("public static class Images", "The images of the catalog that jobs can use, by framework. The session's region takes the place of <c>{region}</c>.");
        foreach (var framework in images.Where(i => i.IsForJobs).GroupBy(i => i.Framework).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            code.Open($"public static class {Identifiers.Pascal(framework.Key.Replace("-", "", StringComparison.Ordinal))}", $"Images of {framework.Key}.");
            // Where two repositories have the same tag, namespace and repository are part of the name.
            foreach (var image in framework) code.Constant(framework.Count(i => NameOf(i) == NameOf(image)) == 1 ? NameOf(image) : RepositoryOf(image) + "_" + Words(image.Tag), image.Uri, Describe(image));
            code.Close();
        }

        code.Close();
        return code.ToString();
    }

    private static string NameOf(ImageData image)
    {
        var name = Words(image.Tag);
        return char.IsAsciiDigit(name[0]) ? "V" + name : name;
    }

    private static string Words(string tag) => string.Join('_', tag.Split('-', '.', '_').Select(w => char.IsAsciiDigit(w[0]) ? w : Identifiers.Pascal(w)));

    private static string RepositoryOf(ImageData image) =>
        string.Concat(image.Uri[(image.Uri.IndexOf('/', StringComparison.Ordinal) + 1)..image.Uri.LastIndexOf(':')].Split('-', '/').Select(Identifiers.Pascal));

    private static string Describe(ImageData image)
    {
        var parts = new[]
        {
            $"{image.Framework}{(image.Version is null ? "" : " " + image.Version)}", image.Accelerator is null ? null : "for " + image.Accelerator, image.Python is null ? null : "Python " + image.Python,
            image.Cuda is null ? null : "CUDA " + image.Cuda, image.Os,
        };
        return $"{string.Join(", ", parts.OfType<string>())}: <c>{image.Uri[(image.Uri.IndexOf('/', StringComparison.Ordinal) + 1)..]}</c>.";
    }
}

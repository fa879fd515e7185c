namespace Pai.Jobs.Internal.Model;

/// <summary>Puts the session's region into an image of the catalog, <c>registry.{region}.aliyuncs.com/…</c>.</summary>
internal static class ImageRegion
{
    /// <summary>Stands for the region, as in <see cref="Pai.Jobs.Images"/>.</summary>
    public const string Placeholder = "{region}";

    public static bool IsNeeded(string? image) => image?.Contains(Placeholder, StringComparison.Ordinal) == true;

    /// <summary>The image with the region in it.</summary>
    public static string Resolve(string image, string region) => image.Replace(Placeholder, region, StringComparison.Ordinal);

    /// <summary>The problem of an image that needs a region where there is none.</summary>
    public static JobProblem Missing(string image) => new(
        "Image",
        $"\"{image}\" needs the session's region, and the session has none. Set PaiSessionBuilder.Region or the variable PAI_REGION_ID, "
        + "for instance to cn-hangzhou.");
}

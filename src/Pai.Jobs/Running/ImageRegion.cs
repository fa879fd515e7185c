namespace Pai.Jobs;

/// <summary>Puts the session's region into an image of the catalog, <c>registry.{region}.aliyuncs.com/…</c>.</summary>
internal static class ImageRegion
{
    /// <summary>Stands for the region, as in <see cref="Images"/>.</summary>
    public const string Placeholder = "{region}";

    /// <summary>The image with the session's region; as it is where a local run does not look at it.</summary>
    public static string? Resolve(string? image, PaiSession session, List<JobProblem> problems)
    {
        if (image?.Contains(Placeholder, StringComparison.Ordinal) != true) return image;
        if (session.Region is { } region) return image.Replace(Placeholder, region, StringComparison.Ordinal);
        if (session.Backend is not LocalBackend { Isolation: not LocalIsolation.Docker })
            problems.Add(new("Image", $"\"{image}\" is to be taken from the session's region, and the session has none. Set PaiSessionOptions.Region or the variable PAI_REGION_ID, for instance to cn-hangzhou."));
        return image;
    }
}

namespace Pai.Jobs;

/// <summary>A channel as a job finds it.</summary>
/// <param name="Uri">The location as it was given on submission; null where only the path is known.</param>
/// <param name="Path">Where it is mounted.</param>
internal sealed record WorkerChannel(string? Uri, string Path)
{
    /// <summary>The channel as the property's type, with its path; null when it cannot be of that type.</summary>
    public T? Resolve<T>()
        where T : DataUri
    {
        var given = Uri is not null && DataUri.TryParse(Uri, out var parsed) ? parsed.WithFilePath(Path) : null;
        if (given is T value) return value;
        // PAI's own platform tells only the path: then the place on this machine is all there is to know.
        return typeof(T) == typeof(OssUri) ? OssUri.FromFilePath(Path) as T : (DataUri)LocalPath.Parse(Path) as T;
    }
}

namespace Pai.Jobs.Internal.Local;

/// <summary>A folder that is prepared under one name and used under another.</summary>
/// <param name="Staging">Its path while it is prepared.</param>
/// <param name="Final">Its path when it is used.</param>
internal sealed record StagedFolder(string Staging, string Final)
{
    /// <summary>Where what will be at a path is now.</summary>
    public string Now(string path) => IsInside(path) ? Staging + path[Final.Length..] : path;

    /// <summary>True if a path is the folder or in it.</summary>
    public bool IsInside(string path) => path == Final || path.StartsWith(Final + "/", StringComparison.Ordinal);
}

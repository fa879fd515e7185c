namespace Pai.Jobs.Internal.Local;

/// <summary>An input on OSS, as it was when the job was prepared.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Location">The object, or the prefix with its slash.</param>
/// <param name="Objects">The objects, in the order of their keys.</param>
/// <param name="IsWritable">Whether the job may write to it: then it gets copies of its own.</param>
internal sealed record OssInput(string Name, OssUri Location, IReadOnlyList<OssInputObject> Objects, bool IsWritable)
{
    /// <summary>The name in messages, as the start of a sentence.</summary>
    public string Title { get; init; } = $"The input \"{Name}\"";

    /// <summary>The objects of the location that are left out of the run; null where it gets all.</summary>
    public IReadOnlyList<OssInputObject>? LeftOut { get; init; }

    /// <summary>The name of the file, where the location is one object; null for a folder.</summary>
    public string? FileName => Location.IsDirectory ? null : Objects[0].Path;

    /// <summary>The size of all objects in bytes.</summary>
    public long Size => Objects.Sum(o => o.Info.Size);

    /// <summary>The folder or the file that the run has of it.</summary>
    public string PathIn(RunFolder run) => $"{run.Inputs}/{Name}/{FileName}";
}

namespace Pai.Jobs;

/// <summary>An output channel of one run.</summary>
public sealed record OutputChannel
{
    /// <summary>The channel's name.</summary>
    public required string Name { get; init; }

    /// <summary>The location of the data; null: the backend makes a new location for the run.</summary>
    public DataLocation? Location { get; init; }

    /// <summary>The path in the job: absolute, with a slash at its end.</summary>
    public required string MountPath { get; init; }

    /// <summary>Options of the mount on PAI, JSON; null: none. For OSS only.</summary>
    public string? MountOptions { get; init; }

    /// <summary>The version of a dataset, for instance <c>v1</c>; null: the service's default.</summary>
    public string? DatasetVersion { get; init; }

    /// <summary>True if the job appends to files, which PAI's mounts of OSS allow only if asked. Default false.</summary>
    public bool Append { get; init; }

    /// <summary>
    /// True for a <see cref="CheckpointAttribute"/> channel: all tries of a run have the same location. Default false.
    /// </summary>
    public bool IsCheckpoint { get; init; }
}

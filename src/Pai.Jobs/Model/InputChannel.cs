namespace Pai.Jobs;

/// <summary>An input channel of one run.</summary>
public sealed record InputChannel
{
    /// <summary>The channel's name.</summary>
    public required string Name { get; init; }

    /// <summary>The data; null when an optional channel got none.</summary>
    public DataLocation? Location { get; init; }

    /// <summary>The path in the job: absolute, with a slash at its end.</summary>
    public required string MountPath { get; init; }

    /// <summary>True if the job may write to it.</summary>
    public MountAccess MountAccess { get; init; }

    /// <summary>Options of the mount on PAI, JSON; null: none. For OSS only.</summary>
    public string? MountOptions { get; init; }

    /// <summary>The version of a dataset, for instance <c>v1</c>; null: the service's default.</summary>
    public string? DatasetVersion { get; init; }
}

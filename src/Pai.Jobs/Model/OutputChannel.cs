namespace Pai.Jobs;

/// <summary>An output channel of one run.</summary>
public sealed record OutputChannel
{
    /// <summary>The channel's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the data goes; null: the backend makes a new location for the run.</summary>
    public DataLocation? Location { get; init; }

    /// <summary>Where the job writes it: an absolute path that ends in a slash.</summary>
    public required string MountPath { get; init; }
}

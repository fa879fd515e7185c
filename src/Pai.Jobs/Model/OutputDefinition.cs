namespace Pai.Jobs;

/// <summary>An output channel as the record declares it.</summary>
/// <param name="Name">The channel's name: its folder below <c>/ml/output/</c>.</param>
public sealed record OutputDefinition(string Name)
{
    /// <inheritdoc cref="OutputAttribute.Uri"/>
    public string? Uri { get; init; }

    /// <inheritdoc cref="OutputAttribute.MountOptions"/>
    public string? MountOptions { get; init; }

    /// <inheritdoc cref="OutputAttribute.DatasetVersion"/>
    public string? DatasetVersion { get; init; }

    /// <inheritdoc cref="OutputAttribute.Append"/>
    public bool Append { get; init; }

    /// <summary>True for a <see cref="CheckpointAttribute"/> channel. Default false.</summary>
    public bool IsCheckpoint { get; init; }
}

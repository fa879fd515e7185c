namespace Pai.Jobs;

/// <summary>An input channel as the record declares it.</summary>
/// <param name="Name">The channel's name: its folder below <c>/ml/input/data/</c>.</param>
public sealed record InputDefinition(string Name)
{
    /// <summary>True if the job cannot be submitted without a value.</summary>
    public bool Required { get; init; }

    /// <inheritdoc cref="InputAttribute.DefaultUri"/>
    public string? DefaultUri { get; init; }

    /// <inheritdoc cref="InputAttribute.MountAccess"/>
    public MountAccess MountAccess { get; init; }

    /// <inheritdoc cref="InputAttribute.MountPath"/>
    public string? MountPath { get; init; }

    /// <inheritdoc cref="InputAttribute.MountOptions"/>
    public string? MountOptions { get; init; }

    /// <inheritdoc cref="InputAttribute.DatasetVersion"/>
    public string? DatasetVersion { get; init; }
}

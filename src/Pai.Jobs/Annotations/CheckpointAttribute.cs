namespace Pai.Jobs;

/// <summary>
/// Makes a property a checkpoint channel: a folder <c>/ml/output/&lt;name&gt;/</c> that keeps the state of the job while it is preempted
/// and started again, and while the run is tried again (<see cref="RetryAttribute"/>).
/// </summary>
/// <remarks>
/// It is an output channel of which all tries of a run have the same location. A property that is null, without a <see cref="Uri"/>, gets
/// a new location for each run; with a location of its own, a later run continues from the checkpoints of an earlier one. A run on this
/// machine does not use a location in the cloud: its checkpoints are where its other outputs are. Inside the job,
/// <see cref="JobContext.Checkpoints"/> saves and restores them. The property's type is <see cref="OssUri"/>, <see cref="NasUri"/>,
/// <see cref="CpfsUri"/>, <see cref="DatasetId"/>, or <see cref="DataLocation"/> for any of them.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CheckpointAttribute : Attribute
{
    /// <summary>A checkpoint channel with the property's name in snake_case.</summary>
    public CheckpointAttribute()
    {
    }

    /// <summary>A checkpoint channel with a name of its own.</summary>
    /// <param name="name">The name: letters, digits, <c>_</c>, <c>-</c>, <c>.</c>, starting with a letter or a digit.</param>
    public CheckpointAttribute(string name) => Name = name;

    /// <inheritdoc cref="OutputAttribute.Name"/>
    public string? Name { get; }

    /// <inheritdoc cref="OutputAttribute.Uri"/>
    public string? Uri { get; set; }

    /// <inheritdoc cref="OutputAttribute.MountOptions"/>
    public string? MountOptions { get; set; }

    /// <inheritdoc cref="OutputAttribute.DatasetVersion"/>
    public string? DatasetVersion { get; set; }

    /// <inheritdoc cref="OutputAttribute.Append"/>
    public bool Append { get; set; }
}

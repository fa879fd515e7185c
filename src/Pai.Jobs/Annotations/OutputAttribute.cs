namespace Pai.Jobs;

/// <summary>
/// Makes a property an output channel: what the job writes to <c>/ml/output/&lt;name&gt;/</c> is kept at the channel's location.
/// </summary>
/// <remarks>
/// A property that is null, without a <see cref="Uri"/>, gets a new location for each run; a given location is written to as it is, so a
/// second run overwrites the first. The property's type is <see cref="OssUri"/>, <see cref="NasUri"/>, <see cref="CpfsUri"/>,
/// <see cref="DatasetId"/>, or <see cref="DataLocation"/> for any of them.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>An output channel with the property's name in snake_case.</summary>
    public OutputAttribute()
    {
    }

    /// <summary>An output channel with a name of its own.</summary>
    /// <param name="name">The name: letters, digits, <c>_</c>, <c>-</c>, <c>.</c>, starting with a letter or a digit.</param>
    public OutputAttribute(string name) => Name = name;

    /// <summary>The channel's name; null: the property's name in snake_case.</summary>
    public string? Name { get; }

    /// <summary>The location of every run whose property is null. Not set: a new location for each run.</summary>
    public string? Uri { get; set; }

    /// <summary>
    /// Options of the mount on PAI-DLC, JSON, for data on OSS: <c>{"mountType":"ossfs"}</c>. Not set: the service's own. The local backend
    /// ignores them.
    /// </summary>
    public string? MountOptions { get; set; }

    /// <summary>The version of a dataset, for instance <c>v1</c>. Not set: the service's default.</summary>
    public string? DatasetVersion { get; set; }

    /// <summary>
    /// True if the job appends to files of the channel: on PAI, a mount of OSS allows it only if asked. Default false. The local backend
    /// allows it always.
    /// </summary>
    public bool Append { get; set; }
}

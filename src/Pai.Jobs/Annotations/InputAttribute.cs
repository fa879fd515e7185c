namespace Pai.Jobs;

/// <summary>Makes a property an input channel: its data is mounted at <c>/ml/input/data/&lt;name&gt;/</c>.</summary>
/// <remarks>
/// The property's type is <see cref="OssUri"/>, <see cref="NasUri"/>, <see cref="CpfsUri"/>, <see cref="DatasetId"/>,
/// <see cref="LocalPath"/>, or <see cref="DataLocation"/> for any of them.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class InputAttribute : Attribute
{
    /// <summary>An input channel with the property's name in snake_case.</summary>
    public InputAttribute()
    {
    }

    /// <summary>An input channel with a name of its own.</summary>
    /// <param name="name">The name: letters, digits, <c>_</c>, <c>-</c>, <c>.</c>, starting with a letter or a digit.</param>
    public InputAttribute(string name) => Name = name;

    /// <summary>The channel's name; null: the property's name in snake_case.</summary>
    public string? Name { get; }

    /// <summary>
    /// True if a job cannot be submitted without a value. Not set: a nullable property (<c>OssUri?</c>) is optional, and so is a
    /// property with a <see cref="DefaultUri"/>; all others are required.
    /// </summary>
    public bool Required { get; set; }

    /// <summary>The data to mount when the property is null, in the string form of the property's type.</summary>
    public string? DefaultUri { get; set; }

    /// <summary>True if the job may write to the data. Default: read only.</summary>
    public MountAccess MountAccess { get; set; }

    /// <summary>Another absolute path to mount the data at. Default <c>/ml/input/data/&lt;name&gt;/</c>.</summary>
    public string? MountPath { get; set; }

    /// <summary>
    /// Options of the mount on PAI-DLC, JSON, for data on OSS: <c>{"mountType":"ossfs"}</c>. Not set: the service's own. The local backend
    /// ignores them.
    /// </summary>
    public string? MountOptions { get; set; }

    /// <summary>The version of a dataset, for instance <c>v1</c>. Not set: the service's default.</summary>
    public string? DatasetVersion { get; set; }
}

using System.Collections.ObjectModel;

namespace Pai.Jobs;

/// <summary>The outputs of a run: the base of the generated types with one typed member for each output channel.</summary>
/// <remarks>Equal by value. It is a class and not a record since all that a record adds is the same for every job, and is here.</remarks>
public abstract class JobOutputs : IEquatable<JobOutputs>
{
    /// <summary>Where the outputs are. A run sets it.</summary>
    internal OutputLocations Locations { get; init; } = OutputLocations.None;

    /// <summary>The locations by channel name.</summary>
    public IReadOnlyDictionary<string, DataUri> ToDictionary() => new ReadOnlyDictionary<string, DataUri>(new Dictionary<string, DataUri>(Locations.All));

    /// <summary>The location of a channel.</summary>
    /// <typeparam name="T">The type that the record declares.</typeparam>
    /// <param name="name">The channel's name.</param>
    /// <exception cref="JobException">The job was submitted without the channel, or with another type of location.</exception>
    protected T Get<T>(string name)
        where T : DataUri => Locations.Get<T>(name);

    /// <inheritdoc/>
    public bool Equals(JobOutputs? other) =>
        other is not null && other.GetType() == GetType() && other.Locations.All.Count == Locations.All.Count
        && Locations.All.All(l => other.Locations.All.TryGetValue(l.Key, out var uri) && uri.Equals(l.Value));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as JobOutputs);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Locations.All.Aggregate(0, (hash, l) => hash ^ HashCode.Combine(l.Key, l.Value));

    /// <summary>The channels and their locations on one line.</summary>
    public sealed override string ToString() => "{ " + string.Join(", ", Locations.All.Select(l => $"{l.Key} = {l.Value}")) + " }";
}

using System.Collections.ObjectModel;

namespace Pai.Jobs;

/// <summary>The outputs of a run: the base of the generated types with one typed member for each output channel.</summary>
public abstract class JobOutputs : IEquatable<JobOutputs>
{
    private readonly IReadOnlyDictionary<string, DataUri> _locations;

    /// <summary>Creates the outputs.</summary>
    /// <param name="locations">The location of every output channel.</param>
    protected JobOutputs(IReadOnlyDictionary<string, DataUri> locations)
    {
        ArgumentNullException.ThrowIfNull(locations);
        _locations = locations;
    }

    /// <summary>The locations by channel name.</summary>
    public IReadOnlyDictionary<string, DataUri> ToDictionary() => new ReadOnlyDictionary<string, DataUri>(new Dictionary<string, DataUri>(_locations));

    /// <summary>The location of a channel.</summary>
    /// <typeparam name="T">The type that the record declares.</typeparam>
    /// <param name="name">The channel's name.</param>
    protected T Get<T>(string name)
        where T : DataUri
    {
        if (!_locations.TryGetValue(name, out var location))
            throw new JobException($"The job has no output channel \"{name}\". Its channels: {string.Join(", ", _locations.Keys)}. Was it submitted by another version of the record?");
        return location as T
            ?? throw new JobException($"Output channel \"{name}\" is at {location}, which is not of type {typeof(T).Name}. Declare the property as DataUri.");
    }

    /// <inheritdoc/>
    public bool Equals(JobOutputs? other) =>
        other is not null && other.GetType() == GetType() && other._locations.Count == _locations.Count
        && _locations.All(l => other._locations.TryGetValue(l.Key, out var uri) && uri.Equals(l.Value));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as JobOutputs);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => _locations.Aggregate(0, (hash, l) => hash ^ HashCode.Combine(l.Key, l.Value));

    /// <summary>The channels and their locations on one line.</summary>
    public sealed override string ToString() => "{ " + string.Join(", ", _locations.Select(l => $"{l.Key} = {l.Value}")) + " }";
}

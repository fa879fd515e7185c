using System.Collections.ObjectModel;

namespace Pai.Jobs;

/// <summary>The outputs of a run: the base of the generated types with one member for each output channel.</summary>
/// <remarks>Equal by value. It is a class and not a record since all that a record adds is the same for every job, and is here.</remarks>
public abstract class JobOutputs : IEquatable<JobOutputs>
{
    private ReadOnlyDictionary<string, DataLocation>? _locations;
    private OssStorage? _storage;

    /// <summary>Makes outputs without a run, for instance in a test.</summary>
    /// <typeparam name="TOutputs">The generated type of outputs.</typeparam>
    /// <param name="locations">The location of each channel, by its name.</param>
    public static TOutputs Create<TOutputs>(IReadOnlyDictionary<string, DataLocation> locations)
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(locations);
        return new() { _locations = new(new Dictionary<string, DataLocation>(locations)) };
    }

    /// <summary>The outputs of a job, as far as its backend knows them.</summary>
    internal static TOutputs Of<TOutputs>(JobInfo info, OssStorage? storage)
        where TOutputs : JobOutputs, new()
    {
        var outputs = info.Outputs is { } locations ? Create<TOutputs>(locations) : new();
        outputs._storage = storage;
        return outputs;
    }

    /// <summary>The locations by channel name.</summary>
    /// <exception cref="JobException">They are not known.</exception>
    public IReadOnlyDictionary<string, DataLocation> ToDictionary() => _locations
        ?? throw new JobException(
            "The outputs of this job are not known: it was not submitted by this library, or its configuration was deleted.");

    /// <summary>An output.</summary>
    /// <param name="name">The channel's name.</param>
    /// <exception cref="JobException">The job was submitted without the channel, or its outputs are not known.</exception>
    protected JobOutput Get(string name) => ToDictionary() is var locations && locations.TryGetValue(name, out var location)
        ? new(name, location, _storage)
        : throw new JobException(
            $"The job has no output channel \"{name}\". Its channels: {string.Join(", ", locations.Keys)}. "
            + "Was it submitted by another version of the record?");

    /// <inheritdoc/>
    public bool Equals(JobOutputs? other)
    {
        if (other is null || other.GetType() != GetType()) return false;
        if (_locations is null || other._locations is null) return ReferenceEquals(_locations, other._locations);
        return _locations.Count == other._locations.Count
            && _locations.All(l => other._locations.TryGetValue(l.Key, out var location) && location.Equals(l.Value));
    }

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as JobOutputs);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => _locations?.Aggregate(0, (hash, l) => hash ^ HashCode.Combine(l.Key, l.Value)) ?? 0;

    /// <summary>The channels and their locations on one line.</summary>
    public sealed override string ToString() =>
        _locations is null ? "(not known)" : "{ " + string.Join(", ", _locations.Select(l => $"{l.Key} = {l.Value}")) + " }";
}

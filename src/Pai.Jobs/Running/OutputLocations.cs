using System.Collections.ObjectModel;

namespace Pai.Jobs;

/// <summary>The location of every output channel of a run, by its name.</summary>
internal sealed class OutputLocations
{
    private readonly IReadOnlyDictionary<string, DataUri> _locations;

    public OutputLocations(IReadOnlyDictionary<string, DataUri> locations) => _locations = locations;

    /// <summary>Those of outputs that no run made.</summary>
    public static OutputLocations None { get; } = new(ReadOnlyDictionary<string, DataUri>.Empty);

    public IReadOnlyDictionary<string, DataUri> All => _locations;

    /// <summary>The location of a channel, as the type that its record declares.</summary>
    public T Get<T>(string name)
        where T : DataUri
    {
        if (!_locations.TryGetValue(name, out var location))
            throw new JobException($"The job has no output channel \"{name}\". Its channels: {string.Join(", ", _locations.Keys)}. Was it submitted by another version of the record?");
        return location as T
            ?? throw new JobException($"Output channel \"{name}\" is at {location}, which is not of type {typeof(T).Name}. Declare the property as DataUri.");
    }
}

using System.ComponentModel;

namespace Pai.Jobs;

/// <summary>The location of every output channel of a run, by its name. Generated types of outputs are made of it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OutputLocations
{
    private readonly IReadOnlyDictionary<string, DataUri> _locations;

    internal OutputLocations(IReadOnlyDictionary<string, DataUri> locations) => _locations = locations;

    internal IReadOnlyDictionary<string, DataUri> All => _locations;

    /// <summary>The location of a channel, as the type that its record declares.</summary>
    internal T Get<T>(string name)
        where T : DataUri
    {
        if (!_locations.TryGetValue(name, out var location))
            throw new JobException($"The job has no output channel \"{name}\". Its channels: {string.Join(", ", _locations.Keys)}. Was it submitted by another version of the record?");
        return location as T
            ?? throw new JobException($"Output channel \"{name}\" is at {location}, which is not of type {typeof(T).Name}. Declare the property as DataUri.");
    }
}

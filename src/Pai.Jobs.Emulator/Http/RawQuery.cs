namespace Pai.Jobs.Internal.Emulator;

/// <summary>The decoded query of a request, in the order of the wire. A plus sign is a space.</summary>
internal sealed class RawQuery
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    public RawQuery(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals
                ? (pair[..equals], pair[(equals + 1)..])
                : (pair, "");
            _pairs.Add(new(PercentEncoding.Decode(name, plusIsSpace: true), PercentEncoding.Decode(value, plusIsSpace: true)));
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>The first value of the name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _pairs)
            {
                if (key == name) return value;
            }

            return null;
        }
    }

    public bool Has(string name) => this[name] is not null;

    /// <summary>The value, or null for a parameter that is absent or empty.</summary>
    public string? NotEmpty(string name) => this[name] is { Length: > 0 } value ? value : null;
}

using System.Globalization;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>The fields of a profile in a file, as strings. Blank ones are as good as missing.</summary>
/// <param name="where">The profile and its file, for errors.</param>
/// <param name="values">The fields by their names.</param>
internal sealed class ProfileFields(string where, IReadOnlyDictionary<string, string> values)
{
    /// <summary>The profile and its file, for errors.</summary>
    public string Where => where;

    public string? this[string name] =>
        values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <exception cref="SourceException">The field is missing.</exception>
    public string Require(string name) => this[name] ?? throw new SourceException($"{where} has no {name}.");

    /// <summary>Seconds as a number; null if the field is missing or zero.</summary>
    /// <exception cref="SourceException">The field is not a number of seconds.</exception>
    public TimeSpan? Seconds(string name)
    {
        if (this[name] is not { } text) return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            throw new SourceException($"{name} in {where} is not a number of seconds.");
        return seconds == 0 ? null : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>A yes or no; null if the field is missing.</summary>
    public bool? Flag(string name) => this[name] is { } text ? CredentialContext.IsTrue(text) : null;
}

using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs;

/// <summary>
/// The location of data: an <see cref="OssUri"/>, <see cref="NasUri"/>, <see cref="CpfsUri"/>, <see cref="DatasetId"/> or
/// <see cref="LocalPath"/>.
/// </summary>
/// <remarks>Immutable; equal if the kind and the string are equal. A <c>switch</c> over the five kinds is complete.</remarks>
public abstract class DataLocation : IEquatable<DataLocation>, IParsable<DataLocation>
{
    private readonly string _text;

    private protected DataLocation(string text) => _text = text;

    /// <summary>
    /// The path on this machine at which the data can be read or written now; null when it has to be transferred first.
    /// A <see cref="LocalPath"/> always has one; inside a job every channel has one.
    /// </summary>
    public string? FilePath { get; private protected init; }

    /// <summary>
    /// Reads a location, by its scheme: <c>oss://</c>, <c>nas://</c>, <c>cpfs://</c> and <c>bmcpfs://</c>; <c>d-…</c> (lower-case letters
    /// and digits) is a dataset id, and everything else, <c>file:///</c> included, is a path. Write <c>./d-abc</c> for a folder with such a
    /// name.
    /// </summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not a location; the message says why.</exception>
    public static DataLocation Parse(string text) =>
        TryParse(text, out var uri, out var problem) ? uri : throw new FormatException(problem);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <param name="uri">The location.</param>
    /// <param name="problem">The reason why the string is not valid; null if it is.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out DataLocation? uri, [NotNullWhen(false)] out string? problem)
    {
        problem = LocationProblem.OfAny(text);
        uri = problem is not null ? null : LocationText.SchemeOf(text) switch
        {
            "oss" => OssUri.Parse(text!),
            "nas" => NasUri.Parse(text!),
            "cpfs" or "bmcpfs" => CpfsUri.Parse(text!),
            _ => LocationText.IsDatasetId(text) ? DatasetId.Parse(text) : LocalPath.Parse(text!),
        };
        return uri is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out DataLocation?, out string?)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DataLocation? uri) =>
        TryParse(text, out uri, out _);

    static DataLocation IParsable<DataLocation>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<DataLocation>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DataLocation result) =>
        TryParse(s, out result);

    /// <summary>Reads a location, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not a location.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator DataLocation?(string? text) => text is null ? null : Parse(text);

    /// <summary>True if two locations have the same kind and the same string.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(DataLocation? left, DataLocation? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True if two locations differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(DataLocation? left, DataLocation? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(DataLocation? other) =>
        other is not null && other.GetType() == GetType() && string.Equals(other._text, _text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as DataLocation);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The string that <see cref="Parse(string)"/> reads back to an equal location.</summary>
    public sealed override string ToString() => _text;

    /// <summary>The same location, which is at a path of this machine for now. Equal to this one.</summary>
    internal abstract DataLocation WithFilePath(string path);
}

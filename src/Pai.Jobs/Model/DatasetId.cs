using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs;

/// <summary>A dataset that is registered in the workspace, by its id, <c>d-…</c>.</summary>
public sealed class DatasetId : DataUri, IParsable<DatasetId>
{
    private DatasetId(string text)
        : base(text)
    {
    }

    /// <summary>The id.</summary>
    public string Id => ToString();

    /// <summary>Reads an id: <c>d-</c>, then lower-case letters and digits.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no id; the message says why.</exception>
    public static new DatasetId Parse(string text) =>
        TryParse(text, out var id, out var problem) ? id : throw new FormatException(problem);

    /// <summary>Reads an id, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id.</param>
    /// <param name="problem">Why the text is none.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DatasetId? id, [NotNullWhen(false)] out string? problem)
    {
        id = HasShape(text) ? new(text!) : null;
        problem = id is null ? $"\"{text}\" is no dataset id. Write d- and lower-case letters and digits, as in d-a1b2c3d4." : null;
        return id is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out DatasetId?, out string?)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DatasetId? id) => TryParse(text, out id, out _);

    static DatasetId IParsable<DatasetId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<DatasetId>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DatasetId result) => TryParse(s, out result);

    /// <summary>Reads an id, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no id.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator DatasetId?(string? text) => text is null ? null : Parse(text);

    internal static bool HasShape(string? text) =>
        text is { Length: > 2 and <= 64 } && text.StartsWith("d-", StringComparison.Ordinal)
        && !text.AsSpan(2).ContainsAnyExcept(CharacterSets.LowerCaseAndDigits);

    internal override DataUri WithFilePath(string path) => new DatasetId(Id) { FilePath = path };
}

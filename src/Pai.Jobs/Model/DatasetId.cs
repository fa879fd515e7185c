using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs;

/// <summary>A dataset that is registered in the workspace, by its id, <c>d-…</c>.</summary>
public sealed class DatasetId : DataLocation, IParsable<DatasetId>
{
    private DatasetId(string text)
        : base(text)
    {
    }

    /// <summary>The id.</summary>
    public string Id => ToString();

    /// <summary>Reads an id: <c>d-</c>, then lower-case letters and digits.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not a dataset id; the message says why.</exception>
    public static new DatasetId Parse(string text) =>
        TryParse(text, out var id, out var problem) ? id : throw new FormatException(problem);

    /// <summary>Reads an id, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <param name="id">The id.</param>
    /// <param name="problem">The reason why the string is not valid; null if it is.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out DatasetId? id, [NotNullWhen(false)] out string? problem)
    {
        problem = LocationProblem.OfDataset(text);
        id = problem is null ? new(text!) : null;
        return id is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out DatasetId?, out string?)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DatasetId? id) => TryParse(text, out id, out _);

    static DatasetId IParsable<DatasetId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<DatasetId>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DatasetId result) =>
        TryParse(s, out result);

    /// <summary>Reads an id, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string to read.</param>
    /// <exception cref="FormatException">The string is not a dataset id.</exception>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator DatasetId?(string? text) => text is null ? null : Parse(text);

    internal override DataLocation WithFilePath(string path) => new DatasetId(Id) { FilePath = path };
}

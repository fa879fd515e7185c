namespace Pai.Jobs.Internal.Submitting;

/// <summary>Entries that are written once and never changed: what the submitters of one key tell each other.</summary>
internal interface ISubmitStore
{
    /// <summary>Writes an entry if there is none of that name, in one step: a reader sees all of it, or nothing.</summary>
    /// <param name="name">Lower-case letters, digits, <c>-</c>, and a slash between two parts.</param>
    /// <param name="content">The content, unlike that of any other writer.</param>
    /// <param name="cancellationToken">Cancels the operation; the entry may be there all the same.</param>
    /// <returns>False where there is one already.</returns>
    /// <exception cref="PaiException">It failed; the entry may be there all the same, now or later.</exception>
    Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads an entry; null where there is none.</summary>
    /// <exception cref="PaiException">It failed.</exception>
    Task<SubmitEntry?> TryReadAsync(string name, CancellationToken cancellationToken);
}

/// <summary>An entry of a store.</summary>
/// <param name="Content">The content.</param>
/// <param name="Age">The time since it was written, by the clock of the store: those of the writers may differ.</param>
internal sealed record SubmitEntry(ReadOnlyMemory<byte> Content, TimeSpan Age);

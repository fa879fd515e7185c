using System.Runtime.CompilerServices;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>One page of a list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Total">The number of items of all pages; null where the service does not tell.</param>
internal readonly record struct ApiPage<T>(IReadOnlyList<T>? Items, long? Total);

/// <summary>Reads lists that come in numbered pages, without a cursor: the list may change while it is read.</summary>
internal static class ApiPages
{
    /// <summary>All items, each id once.</summary>
    /// <param name="read">Reads a page; the first has the number 1.</param>
    /// <param name="idOf">The id of an item; one without an id is always given.</param>
    /// <param name="pageSize">The number of items that a page is asked for.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<int, CancellationToken, Task<ApiPage<T>>> read, Func<T, string?> idOf, int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (furthest, fewest) = (0, long.MaxValue);
        for (var number = 1; ; number++)
        {
            var (items, total) = await read(number, cancellationToken).ConfigureAwait(false);
            items ??= [];
            var isNew = false;
            foreach (var item in items)
            {
                if (idOf(item) is { } id && !seen.Add(id)) continue;
                isNew = true;
                yield return item;
            }

            // What left the list meanwhile has moved the rest to earlier pages: as many of them are read again.
            var gone = number > 1 && total < fewest ? fewest - total.Value : 0;
            fewest = Math.Min(fewest, total ?? fewest);
            var isFurther = number > furthest;
            furthest = Math.Max(furthest, number);
            if (gone > 0)
            {
                number = (int)Math.Max(0, number - 2 - (gone - 1) / pageSize);
                continue;
            }

            // The service may give less than was asked for on a page; and a page without anything new is the end, whatever the total says.
            if (number == 1 && items.Count > 0 && items.Count < total) pageSize = Math.Min(pageSize, items.Count);
            if (!isNew && isFurther) yield break;
            if (total is { } all ? (long)number * pageSize >= all : items.Count < pageSize) yield break;
        }
    }
}

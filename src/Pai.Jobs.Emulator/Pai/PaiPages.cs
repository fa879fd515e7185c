namespace Pai.Jobs.Internal.Emulator;

/// <summary>Lists in numbered pages.</summary>
internal static class PaiPages
{
    /// <summary>The items of the page that a request asks for.</summary>
    /// <param name="items">All items.</param>
    /// <param name="call">The request.</param>
    /// <param name="ifMissing">The size of a page that is not given.</param>
    public static IEnumerable<T> Page<T>(IReadOnlyList<T> items, PaiCall call, int ifMissing)
    {
        var number = call.Number("PageNumber", ifMissing: 1, min: 1, max: 1_000_000);
        var size = call.Number("PageSize", ifMissing, min: 1, max: 100);
        return items.Skip((int)Math.Min((number - 1L) * size, items.Count)).Take(size);
    }
}

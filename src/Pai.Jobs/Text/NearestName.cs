namespace Pai.Jobs.Internal.Text;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>
    /// The nearest name by edit distance, ignoring case; null when none is near: at most a third of its characters may differ.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> names)
    {
        string? nearest = null;
        var least = EditDistance.LimitOf(name) + 1;
        foreach (var other in names.Order(StringComparer.Ordinal))
        {
            var distance = EditDistance.Of(name, other);
            if (distance >= least) continue;
            (nearest, least) = (other, distance);
        }

        return nearest;
    }
}

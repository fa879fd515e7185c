using System;
using System.Collections.Generic;

namespace Pai.Jobs.Analyzers.Catalog;

/// <summary>Finds what was probably meant, by edit distance.</summary>
internal static class Nearest
{
    /// <summary>The names nearest to a text, the best first; none where more than a third of its characters would have to change.</summary>
    public static List<string> Find(string text, IEnumerable<string> names, int count)
    {
        var found = new List<(int Distance, string Name)>();
        var limit = EditDistance.LimitOf(text);
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - text.Length) > limit) continue;
            var distance = EditDistance.Of(text, name);
            if (distance <= limit) found.Add((distance, name));
        }

        found.Sort(static (left, right) => left.Distance != right.Distance
            ? left.Distance.CompareTo(right.Distance)
            : string.CompareOrdinal(left.Name, right.Name));
        var nearest = new List<string>(count);
        for (var i = 0; i < found.Count && i < count; i++) nearest.Add(found[i].Name);
        return nearest;
    }
}

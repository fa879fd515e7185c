namespace Pai.Jobs.Internal.Text;

/// <summary>How far two names are apart. The analyzers compile this file too.</summary>
internal static class EditDistance
{
    /// <summary>Levenshtein's distance, ignoring case.</summary>
    public static int Of(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                current[j] = System.Math.Min(replaced, System.Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }

    /// <summary>The greatest distance at which a name may still have been meant: a third of its characters.</summary>
    public static int LimitOf(string name) => System.Math.Max(1, name.Length / 3);
}

using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The canonical form of a query.</summary>
internal static class OssQuery
{
    public static string Format(IReadOnlyCollection<(string Name, string Value)> parameters)
    {
        if (parameters.Count == 0) return "";
        var encoded = parameters.Select(p => (Name: OssEncoding.Query(p.Name), Value: OssEncoding.Query(p.Value))).ToArray();
        Array.Sort(encoded, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var text = new StringBuilder();
        foreach (var (name, value) in encoded)
        {
            if (text.Length > 0) text.Append('&');
            text.Append(name);
            if (value.Length > 0) text.Append('=').Append(value);
        }

        return text.ToString();
    }
}

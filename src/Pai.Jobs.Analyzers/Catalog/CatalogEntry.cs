using System;

namespace Pai.Jobs.Analyzers.Catalog;

/// <summary>
/// One line of a catalog: <c>name | key=value | key=value</c>. It is read where it lies, and a value only when it is asked for.
/// </summary>
internal readonly struct CatalogEntry(CatalogIndex catalog, int start, int end)
{
    private const string Separator = " | ";

    /// <summary>True if there is such an entry.</summary>
    public bool Exists => catalog is not null;

    /// <summary>The whole name.</summary>
    public string Name
    {
        get
        {
            var bar = catalog.Text.IndexOf(Separator, start, end - start, StringComparison.Ordinal);
            return catalog.Text.Substring(start, (bar < 0 ? end : bar) - start);
        }
    }

    /// <summary>True if a project's own catalog has it: then it is known, whatever the strictness.</summary>
    public bool IsOfProject => catalog.IsOfProject;

    /// <summary>The value of a key; null where the line does not have it.</summary>
    public string? this[string key]
    {
        get
        {
            var text = catalog.Text;
            for (var i = text.IndexOf(Separator, start, end - start, StringComparison.Ordinal);
                i >= 0;
                i = text.IndexOf(Separator, i, end - i, StringComparison.Ordinal))
            {
                i += Separator.Length;
                if (end - i <= key.Length || text[i + key.Length] != '=' || string.CompareOrdinal(text, i, key, 0, key.Length) != 0)
                    continue;
                i += key.Length + 1;
                var next = text.IndexOf(Separator, i, end - i, StringComparison.Ordinal);
                return text.Substring(i, (next < 0 ? end : next) - i).Trim();
            }

            return null;
        }
    }
}

using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Finds the keys that cannot be on a disk together: <c>a</c> beside <c>a/b</c>, and names that the disk takes for one.</summary>
/// <remarks>
/// First all names are added, then asked for: the answers do not depend on the order, but that of two equal names the first stays.
/// </remarks>
internal sealed class LocalNameSet(bool isCaseInsensitive)
{
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a name that is in order by itself.</summary>
    public void Add(string name)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
            _folders.TryAdd(Fold(name[..slash]), name[..slash]);
        if (!name.EndsWith('/')) _files.TryAdd(Fold(name), name);
    }

    /// <summary>The reason why a name that was added cannot be on the disk beside the others; null where it can.</summary>
    public string? ProblemOf(string name)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            if (_folders[Fold(name[..slash])] is var folder && folder != name[..slash])
                return $"differs from \"{folder}/\" only in case or Unicode form, which this disk takes for the same folder";
        }

        if (name.EndsWith('/')) return null;
        if (_folders.TryGetValue(Fold(name), out var same)) return $"would be a file where the folder \"{same}/\" is";
        return _files[Fold(name)] is var file && file != name
            ? $"differs from \"{file}\" only in case or Unicode form, which this disk takes for the same file"
            : null;
    }

    private string Fold(string name) => isCaseInsensitive ? name.Normalize(NormalizationForm.FormC).ToUpperInvariant() : name;
}

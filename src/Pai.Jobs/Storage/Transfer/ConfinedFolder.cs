using System.Collections.Concurrent;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The folder of a download. Nothing is written outside of it: neither a name nor a link leads out.</summary>
internal sealed class ConfinedFolder(string root)
{
    private readonly ConcurrentDictionary<string, bool> _checked = new(StringComparer.Ordinal);

    /// <summary>The full path of a name that <see cref="LocalNames"/> has no objection to.</summary>
    /// <exception cref="PaiException">A folder on the way is a link.</exception>
    public string PathOf(string name)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            var folder = Path.Combine(root, name[..slash]);
            if (_checked.GetOrAdd(folder, static f => new DirectoryInfo(f).LinkTarget is not null))
            {
                throw new PaiException(
                    $"The folder {folder} is a link. Downloads do not follow links in their target: it may lead elsewhere.");
            }
        }

        return Path.Combine(root, name);
    }

    /// <summary>True if the file system ignores case. It creates a file to find out.</summary>
    public bool IsCaseInsensitive()
    {
        Directory.CreateDirectory(root);
        using var probe = PartialFile.Open(Path.Combine(root, "x"));
        return File.Exists(Path.Combine(root, Path.GetFileName(probe.Path).ToUpperInvariant()));
    }
}

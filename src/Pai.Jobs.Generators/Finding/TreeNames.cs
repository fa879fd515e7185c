using System;
using System.Collections.Generic;

namespace Pai.Jobs.Generators.Finding;

/// <summary>
/// The names that one file declares and mentions outside method bodies, without case: what it can depend on, and what can depend on it.
/// </summary>
/// <remarks>It holds nothing of the compiler's, so that it can be kept when the file is gone.</remarks>
internal sealed class TreeNames
{
    private const string Suffix = "Attribute";

    private readonly HashSet<string> _declared = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _repeated = new();
    private readonly HashSet<string> _mentioned = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Declared => _declared;

    /// <summary>Those that it declares more than once.</summary>
    public IReadOnlyList<string> Repeated => _repeated;

    public void Declare(string name)
    {
        if (!_declared.Add(name)) _repeated.Add(name);
        // An attribute is mentioned without its suffix.
        if (name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)) _declared.Add(name.Substring(0, name.Length - Suffix.Length));
    }

    public void Mention(string name) => _mentioned.Add(name);

    /// <summary>Whether a change of the names can change what the file declares.</summary>
    public bool DependOn(HashSet<string> changed) =>
        _declared.Overlaps(changed) || (changed.Count < _mentioned.Count ? Overlap(changed, _mentioned) : Overlap(_mentioned, changed));

    private static bool Overlap(HashSet<string> few, HashSet<string> many)
    {
        foreach (var name in few)
            if (many.Contains(name)) return true;
        return false;
    }
}

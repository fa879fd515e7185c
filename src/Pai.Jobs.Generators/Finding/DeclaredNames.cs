using System;
using System.Collections.Generic;

namespace Pai.Jobs.Generators.Finding;

/// <summary>The names of all types and namespaces that a compilation's files declare.</summary>
internal sealed class DeclaredNames
{
    private readonly HashSet<string> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _repeated = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _namespaces = new(StringComparer.OrdinalIgnoreCase);

    public DeclaredNames(TreeDeclarations[] declarations)
    {
        var namespaces = new HashSet<string>();
        foreach (var file in declarations)
        {
            foreach (var name in file.Names.Declared)
                if (!_types.Add(name)) _repeated.Add(name);
            foreach (var name in file.Names.Repeated) _repeated.Add(name);
            namespaces.UnionWith(file.Namespaces);
        }

        foreach (var space in namespaces)
        {
            foreach (var name in space.Split('.'))
            {
                if (!_namespaces.TryGetValue(name, out var first)) _namespaces.Add(name, name);
                else if (first != name) _repeated.Add(name);
            }
        }
    }

    /// <summary>
    /// Whether a type's name is that of no other type or namespace, nor its namespace's names those of types, whatever their case.
    /// </summary>
    public bool IsOnlyOne(string type, string space)
    {
        if (_repeated.Contains(type) || _namespaces.ContainsKey(type)) return false;
        if (space.Length == 0) return true;
        foreach (var name in space.Split('.'))
            if (_types.Contains(name) || _repeated.Contains(name)) return false;
        return true;
    }
}

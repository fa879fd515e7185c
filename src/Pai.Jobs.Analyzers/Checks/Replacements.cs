using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The texts that a diagnostic offers instead of the one it is about: how they travel to the code fixes.</summary>
internal static class Replacements
{
    private const string Key = "Replacements";

    /// <summary>The properties of a diagnostic with these texts, the best first.</summary>
    public static ImmutableDictionary<string, string?> In(IReadOnlyList<string> texts) =>
        texts.Count == 0
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(Key, string.Join("\n", texts));

    /// <summary>The texts of a diagnostic.</summary>
    public static IReadOnlyList<string> Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Key, out var texts) && texts is not null ? texts.Split('\n') : Array.Empty<string>();
}

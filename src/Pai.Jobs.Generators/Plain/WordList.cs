using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Plain;

/// <summary>Texts with what they mean, and the names that this depends on.</summary>
internal sealed class WordList
{
    private readonly Dictionary<(WordKind Kind, string Text, string Of), (object Meaning, string[] Mentioned)> _words = new();

    public int Count => _words.Count;

    /// <summary>The meaning of a text; null where it is not known.</summary>
    public object? Recall(WordKind kind, string text, string of) =>
        _words.TryGetValue((kind, text, of), out var word) ? word.Meaning : null;

    /// <param name="kind">What the text is.</param>
    /// <param name="text">The text.</param>
    /// <param name="of">What it belongs to; empty for nothing.</param>
    /// <param name="meaning">What it means.</param>
    /// <param name="node">The text in code: the names in it count.</param>
    /// <param name="name">A name that counts too.</param>
    public void Learn(WordKind kind, string text, string of, object meaning, SyntaxNode? node, string? name = null)
    {
        if (_words.ContainsKey((kind, text, of))) return;
        var mentioned = new List<string>();
        if (name is not null) mentioned.Add(name);
        if (node is not null) mentioned.AddRange(JobSyntax.NamesIn(node));
        _words.Add((kind, text, of), (meaning, mentioned.ToArray()));
    }

    /// <summary>A copy without what depends on a name.</summary>
    public WordList Without(HashSet<string> names)
    {
        var copy = new WordList();
        foreach (var word in _words)
            if (!names.Overlaps(word.Value.Mentioned)) copy._words.Add(word.Key, word.Value);
        return copy;
    }
}

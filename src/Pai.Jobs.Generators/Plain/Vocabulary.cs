using System.Collections.Generic;

namespace Pai.Jobs.Generators.Plain;

/// <summary>
/// What texts in code mean, scope by scope, as the compiler said of records that it was asked about. It holds nothing of the compiler's.
/// </summary>
/// <remarks>
/// It is passed on from run to run, less what a changed declaration can have changed. One that was passed on is not written to any more:
/// the next run has a copy.
/// </remarks>
internal sealed class Vocabulary
{
    /// <summary>Whoever types leaves words behind that are never met again: with so many, it is time to start anew.</summary>
    private const int Limit = 20_000;

    private readonly Dictionary<string, ScopeVocabulary> _scopes = new();
    private readonly WordList _everywhere;

    public Vocabulary()
        : this(new WordList())
    {
    }

    private Vocabulary(WordList everywhere) => _everywhere = everywhere;

    /// <summary>How much is known: words and scopes.</summary>
    public int Count
    {
        get
        {
            var count = _everywhere.Count;
            foreach (var scope in _scopes.Values) count += scope.Count;
            return count;
        }
    }

    /// <summary>What is known in the scope of a record.</summary>
    public ScopeVocabulary Of(PlainRecord record, bool isAnnotated)
    {
        var scope = record.ScopeOf(isAnnotated);
        if (!_scopes.TryGetValue(scope, out var words)) _scopes.Add(scope, words = new(record.Usings(), _everywhere));
        return words;
    }

    /// <summary>A copy without what depends on a name; an empty one where too much has come together.</summary>
    public Vocabulary Without(HashSet<string> names)
    {
        if (Count > Limit) return new();
        var copy = new Vocabulary(_everywhere.Without(names));
        foreach (var scope in _scopes)
            if (scope.Value.Without(names, copy._everywhere) is { } words) copy._scopes.Add(scope.Key, words);
        return copy;
    }
}

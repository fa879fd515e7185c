using System.Collections.Generic;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>Takes what the parser finds wrong. The generator only counts; the analyzers collect, with the place in the code.</summary>
internal sealed class ProblemSink(bool collects)
{
    private readonly List<Problem>? _problems = collects ? new() : null;

    /// <summary>Whether there is a problem for which nothing can be generated.</summary>
    public bool HasErrors { get; private set; }

    public IReadOnlyList<Problem> Problems => _problems ?? (IReadOnlyList<Problem>)System.Array.Empty<Problem>();

    /// <summary>Something for which nothing can be generated.</summary>
    public void Error(string id, ProblemPlace place, params string[] arguments)
    {
        HasErrors = true;
        _problems?.Add(new(id, place.GetLocation(), arguments));
    }

    /// <summary>Something that the compiler reports, and for which nothing can be generated.</summary>
    public void Skip() => HasErrors = true;

    /// <summary>Something to be told, which keeps nothing from being generated.</summary>
    public void Tell(string id, ProblemPlace place, params string[] arguments) => _problems?.Add(new(id, place.GetLocation(), arguments));
}

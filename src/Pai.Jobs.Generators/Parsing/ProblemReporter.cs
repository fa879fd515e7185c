using System.Collections.Generic;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// Takes the problems that the parser finds. The generator only counts; the analyzers collect, with the place in the code.
/// </summary>
internal sealed class ProblemReporter(bool collects)
{
    private readonly List<Problem>? _problems = collects ? new() : null;

    /// <summary>Whether there is a problem for which nothing can be generated.</summary>
    public bool HasErrors { get; private set; }

    public IReadOnlyList<Problem> Problems => _problems ?? (IReadOnlyList<Problem>)System.Array.Empty<Problem>();

    /// <summary>Reports a problem for which nothing can be generated.</summary>
    public void ReportError(string id, ProblemPlace place, params string[] arguments)
    {
        HasErrors = true;
        _problems?.Add(new(id, place.GetLocation(), arguments));
    }

    /// <summary>Reports a problem with which the job can still be generated.</summary>
    public void Report(string id, ProblemPlace place, params string[] arguments) =>
        _problems?.Add(new(id, place.GetLocation(), arguments));

    /// <summary>Generates nothing, and reports nothing: the compiler reports the problem.</summary>
    public void MarkInvalid() => HasErrors = true;
}

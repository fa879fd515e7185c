using System;
using System.Collections.Generic;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// Takes the problems that the parser finds. The generator only needs to know the first; the analyzers collect, with the location in the
/// code.
/// </summary>
internal sealed class ProblemReporter(bool collects)
{
    private readonly List<Problem>? _problems = collects ? new() : null;
    private List<string>? _unseen;

    /// <summary>The first rule with which the job cannot run; null for none.</summary>
    public string? Rule { get; private set; }

    /// <summary>True if there is a problem with which the job cannot run.</summary>
    public bool HasErrors => Rule is not null;

    /// <summary>True if no member can be added to the record at all.</summary>
    public bool IsMisplaced { get; private set; }

    public IReadOnlyList<Problem> Problems => _problems ?? (IReadOnlyList<Problem>)Array.Empty<Problem>();

    /// <summary>The code that the compiler could not bind, as <see cref="UnseenCode"/> writes it.</summary>
    public IReadOnlyList<string> Unseen => _unseen ?? (IReadOnlyList<string>)Array.Empty<string>();

    /// <summary>Reports a problem with which the job cannot run.</summary>
    public void ReportError(string id, ProblemPlace place, params string[] arguments)
    {
        Rule ??= id;
        _problems?.Add(new(id, place.GetLocation(), arguments));
    }

    /// <summary>Reports a problem with which nothing can be generated.</summary>
    public void ReportMisplaced(string id, ProblemPlace place, params string[] arguments)
    {
        IsMisplaced = true;
        ReportError(id, place, arguments);
    }

    /// <summary>Reports a problem with which the job can still run.</summary>
    public void Report(string id, ProblemPlace place, params string[] arguments) =>
        _problems?.Add(new(id, place.GetLocation(), arguments));

    /// <summary>
    /// Code that the job depends on cannot be bound: an error of the compiler, unless another generator adds what is missing.
    /// </summary>
    public void ReportUnseen(ProblemPlace place)
    {
        Rule ??= RuleIds.NotSeen;
        NoteUnseen(place);
    }

    /// <summary>Code that the job may depend on cannot be bound.</summary>
    public void NoteUnseen(ProblemPlace place)
    {
        if (place.GetSyntax() is not { } syntax) return;
        var text = UnseenCode.TextOf(syntax);
        _unseen ??= new();
        if (!_unseen.Contains(text)) _unseen.Add(text);
    }
}

namespace Pai.Jobs.Internal.Dlc;

/// <summary>A point in a pod's log: the lines that were given out of those from a start on.</summary>
/// <param name="Start">The start, in seconds since 1970.</param>
/// <param name="Count">The number of lines.</param>
/// <param name="Sum">The sum of their hashes.</param>
internal readonly record struct PodMark(long Start, long Count, ulong Sum);

/// <summary>The new lines that one step of a <see cref="PodLogReader"/> found.</summary>
/// <param name="start">The start of the window that they were counted in.</param>
internal sealed class LogBatch(long start)
{
    private readonly List<string> _lines = [];
    private readonly List<PodMark> _marks = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The point right after each line.</summary>
    public IReadOnlyList<PodMark> Marks => _marks;

    /// <summary>True if the next step can be made at once; otherwise it is of no use before some time has passed.</summary>
    public bool HasMore { get; init; }

    /// <summary>The first and the last second of a time whose lines the service did not give in full.</summary>
    public (long First, long Last)? Missing { get; set; }

    /// <summary>True if lines from here on may have been given out before: the log is not what it was then.</summary>
    public bool MayRepeat { get; set; }

    public void Add(string line, long count, ulong sum)
    {
        _lines.Add(line);
        _marks.Add(new(start, count, sum));
    }
}

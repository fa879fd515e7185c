namespace Pai.Jobs;

/// <summary>The last lines of a log, for the message of a <see cref="JobFailedException"/>.</summary>
internal sealed class LogTail
{
    private const int MaxLines = 20;
    private const int MaxLineLength = 1000;
    private readonly Queue<string> _lines = new(MaxLines);

    public void Add(string line)
    {
        if (_lines.Count == MaxLines) _lines.Dequeue();
        _lines.Enqueue(line.Length <= MaxLineLength ? line : string.Concat(line.AsSpan(0, MaxLineLength), "…"));
    }

    public IReadOnlyList<string> ToList() => [.. _lines];
}

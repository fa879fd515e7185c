namespace Pai.Jobs.Cli.WebConsole;

/// <summary>A log.</summary>
internal sealed record LogJson(
    long Lines,
    long Bytes,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    IReadOnlyList<string> Nodes,
    bool Complete,
    long Missing,
    string? Error)
{
    public static LogJson Of(RunLog log, LogState state) => new(
        state.Lines,
        state.Bytes,
        state.First,
        state.Last,
        [.. log.Parts.Select(p => p.Node).Where(n => n.Length > 0).Distinct()],
        state.IsComplete,
        state.Missing,
        state.Error);
}

/// <summary>A window of a log.</summary>
internal sealed record LogLinesJson(long From, long Total, IReadOnlyList<LogLineJson> Lines);

/// <summary>A line of a log. <c>States</c> is the number of lines before it whose place it takes, as those of a progress bar.</summary>
internal sealed record LogLineJson(
    long N, DateTimeOffset Time, string Node, string Stream, string Text, string? Report, bool? Truncated, bool? Replaced, int? States);

/// <summary>The numbers of lines by time.</summary>
internal sealed record LogCountsJson(DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<LogBucketJson> Buckets);

/// <summary>The lines of one part of the time.</summary>
internal sealed record LogBucketJson(long Out, long Error, long System);

/// <summary>The number of a line.</summary>
internal sealed record LogPlaceJson(long? N);

/// <summary>The next match; without one, where to go on unless the search is complete.</summary>
internal sealed record LogMatchJson(long? N, long? Next, bool Complete);

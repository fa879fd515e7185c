using System.Text.RegularExpressions;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Finds the next line with a match, in a bounded time for each request.</summary>
internal sealed class LogSearcher
{
    /// <summary>The time of one request; the page then asks for the rest.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    private const int MaxQueryLength = 1000;
    private const int LongestLine = 1 << 20;

    private readonly Func<string, bool> _isMatch;
    private readonly bool _isPlain;

    private LogSearcher(Func<string, bool> isMatch, bool isPlain) => (_isMatch, _isPlain) = (isMatch, isPlain);

    /// <exception cref="ConsoleException">It cannot be searched for.</exception>
    public static LogSearcher Of(string query, bool isRegex, bool isCaseSensitive)
    {
        if (query.Length > MaxQueryLength)
            throw ConsoleException.Invalid("q", query, $"has {query.Length} characters; {MaxQueryLength} are the most");
        if (query.AsSpan().ContainsAny('\r', '\n'))
            throw ConsoleException.Invalid("q", query, "has a line end; lines are searched one by one");
        if (!isRegex)
        {
            var comparison = isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            return new(text => text.Contains(query, comparison), isPlain: true);
        }

        try
        {
            // Takes a time that grows with the line and no faster, whatever the pattern is.
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
                | (isCaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase);
            return new(new Regex(query, options, Budget).IsMatch, isPlain: false);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw ConsoleException.Invalid("q", query, $"is not a regular expression that can be searched for: {e.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Finds the first match at or after a line, or at or before it.</summary>
    public LogMatchJson Find(
        RunLog log, LogFilter filter, long from, bool isBackwards, TimeProvider clock, CancellationToken cancellationToken)
    {
        var view = log.View(filter);
        var total = view.Total;
        if (total == 0 || (from >= total && !isBackwards)) return new(null, null, Complete: true);
        from = Math.Min(from, total - 1);
        var began = clock.GetTimestamp();
        var step = isBackwards ? -1 : 1;
        for (int at = view.IndexOf(from), end = view.Count; at >= 0 && at < end; at += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (block, first) = view.At(at);
            if (clock.GetElapsedTime(began) > Budget) return new(null, isBackwards ? first + block.Lines - 1 : first, Complete: false);
            if (FindIn(log.Parts[block.Part], block, first, from, isBackwards) is { } line) return new(line, null, Complete: true);
        }

        return new(null, null, Complete: true);
    }

    private long? FindIn(LogPart part, LogBlock block, long first, long from, bool isBackwards)
    {
        if (_isPlain && !_isMatch(BlockReader.ReadText(part, block))) return null;
        long? last = null;
        var number = first;
        foreach (var line in BlockReader.Read(part, block, LongestLine))
        {
            var isWanted = isBackwards ? number <= from : number >= from;
            if (isWanted && IsMatch(line.Text))
            {
                if (!isBackwards) return number;
                last = number;
            }

            number++;
        }

        return last;
    }

    private bool IsMatch(string text)
    {
        try
        {
            return _isMatch(text);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new ConsoleException(400, "invalid", $"The pattern {e.Pattern} takes too long on a line of {text.Length} characters.");
        }
    }
}

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The lines of a log that a filter lets through, numbered from 0. It grows with the log.</summary>
internal sealed class LogView(LogFilter filter, Func<IReadOnlyList<LogPart>> parts, LogBlocks blocks)
{
    private readonly Lock _lock = new();
    private readonly List<int> _blocks = [];
    private readonly List<long> _first = [];
    private readonly List<long> _latest = [];
    private int _seen;
    private long _total;

    /// <summary>The number of lines now. Numbers below it mean the same line for ever.</summary>
    public long Total
    {
        get
        {
            lock (_lock)
            {
                Extend();
                return _total;
            }
        }
    }

    /// <summary>The number of blocks now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                Extend();
                return _blocks.Count;
            }
        }
    }

    /// <summary>A block, and the number of its first line.</summary>
    public (LogBlock Block, long First) At(int index)
    {
        lock (_lock) return (blocks[_blocks[index]], _first[index]);
    }

    /// <summary>The index of the block with a line; <see cref="Count"/> if there is no such line.</summary>
    public int IndexOf(long line)
    {
        lock (_lock)
        {
            Extend();
            if (line >= _total) return _blocks.Count;
            var found = _first.BinarySearch(line);
            return found >= 0 ? found : ~found - 1;
        }
    }

    /// <summary>The index of the first block with a line at or after a time; <see cref="Count"/> if there is none.</summary>
    public int IndexOf(DateTimeOffset time)
    {
        lock (_lock)
        {
            Extend();
            int low = 0, high = _latest.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_latest[middle] >= time.UtcTicks) high = middle;
                else low = middle + 1;
            }

            return low;
        }
    }

    private void Extend()
    {
        // First the count: the files of these blocks are then all there.
        var count = blocks.Count;
        var files = parts();
        for (; _seen < count; _seen++)
        {
            var block = blocks[_seen];
            if (!filter.Matches(files[block.Part])) continue;
            _blocks.Add(_seen);
            _first.Add(_total);
            _total += block.Lines;
            // The latest time so far: times of nodes are not in order among each other.
            var latest = Math.Max(block.Ticks, block.LastTicks);
            _latest.Add(_latest.Count == 0 ? latest : Math.Max(_latest[^1], latest));
        }
    }
}

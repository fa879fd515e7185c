namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The blocks of a log: one writer appends, many read without a lock.</summary>
internal sealed class LogBlocks
{
    private LogBlock[] _items = new LogBlock[64];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>A block below <see cref="Count"/>; it never changes.</summary>
    public LogBlock this[int index] => Volatile.Read(ref _items)[index];

    public void Add(LogBlock block)
    {
        var items = _items;
        if (_count == items.Length)
        {
            Array.Resize(ref items, items.Length * 2);
            Volatile.Write(ref _items, items);
        }

        items[_count] = block;
        Volatile.Write(ref _count, _count + 1);
    }
}

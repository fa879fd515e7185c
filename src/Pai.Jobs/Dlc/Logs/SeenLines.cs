using System.Runtime.InteropServices;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// The lines of a pod that were given out, from a start on: by their hashes, in the service's order. New lines are those that an answer
/// has more often than this. So it does not matter where in an answer a late line comes, or whether lines are equal.
/// </summary>
internal sealed class SeenLines
{
    private List<ulong> _hashes = [];
    private ulong _sum;
    private (long Count, ulong Sum)? _resumed;

    /// <param name="count">The number of lines that another reader gave out.</param>
    /// <param name="sum">The sum of their hashes.</param>
    public SeenLines(long count, ulong sum) => _resumed = count > 0 ? (count, sum) : null;

    public long Count => _resumed?.Count ?? _hashes.Count;

    public ulong Sum => _resumed?.Sum ?? _sum;

    /// <summary>Adds the lines of an answer that were not given out yet to a batch.</summary>
    /// <param name="answer">The lines from the same start on, and not full.</param>
    /// <param name="isWhole">True if they are all lines that there are, and not only those up to a time.</param>
    /// <param name="batch">Gets the lines.</param>
    public void Take(LogAnswer answer, bool isWhole, LogBatch batch)
    {
        if (_resumed is not null && !TryResume(answer, batch)) return;
        var same = CollectionsMarshal.AsSpan(_hashes).CommonPrefixLength(answer.Hashes);
        if (same == answer.Count) return;
        if (same == _hashes.Count) Append(answer, same, batch);
        else TakeUnordered(answer, isWhole, batch);
    }

    /// <summary>Forgets lines, all of which were given out.</summary>
    /// <param name="all">The lines from the old start on to a time.</param>
    /// <param name="kept">The lines from the new start on to the same time.</param>
    public void Drop(LogAnswer all, LogAnswer kept)
    {
        var dropped = all.Count - kept.Count;
        if (dropped >= 0 && _resumed is null && all.Hashes[dropped..].SequenceEqual(kept.Hashes)
            && CollectionsMarshal.AsSpan(_hashes).StartsWith(all.Hashes[..dropped]))
        {
            foreach (var hash in all.Hashes[..dropped]) _sum -= hash;
            _hashes.RemoveRange(0, dropped);
            return;
        }

        var bag = Bag(all.Hashes);
        foreach (var hash in kept.Hashes) TryTake(bag, hash);
        if (_resumed is { } resumed)
        {
            foreach (var (hash, count) in bag) resumed = (resumed.Count - count, resumed.Sum - unchecked(hash * (ulong)count));
            _resumed = resumed;
            return;
        }

        Replace([.. _hashes.Where(hash => !TryTake(bag, hash))]);
    }

    /// <summary>Forgets the lines that an answer does not have.</summary>
    public void KeepOnly(LogAnswer answer)
    {
        _resumed = null;
        var bag = Bag(CollectionsMarshal.AsSpan(_hashes));
        var kept = new List<ulong>();
        foreach (var hash in answer.Hashes)
            if (TryTake(bag, hash)) kept.Add(hash);
        Replace(kept);
    }

    private void Append(LogAnswer answer, int start, LogBatch batch)
    {
        for (var i = start; i < answer.Count; i++)
        {
            _hashes.Add(answer.Hashes[i]);
            _sum += answer.Hashes[i];
            batch.Add(answer[i], _hashes.Count, _sum);
        }
    }

    /// <summary>A late line has come between others, or others are missing for a moment.</summary>
    private void TakeUnordered(LogAnswer answer, bool isWhole, LogBatch batch)
    {
        var bag = Bag(CollectionsMarshal.AsSpan(_hashes));
        var order = isWhole ? new List<ulong>(answer.Count) : _hashes;
        long count = _hashes.Count;
        for (var i = 0; i < answer.Count; i++)
        {
            var hash = answer.Hashes[i];
            var isNew = !TryTake(bag, hash);
            if (isNew || isWhole) order.Add(hash);
            if (!isNew) continue;
            _sum += hash;
            batch.Add(answer[i], ++count, _sum);
        }

        if (!isWhole) return;
        // Lines that the answer lacks may be back in the next one: they are not new then.
        order.AddRange(_hashes.Where(hash => TryTake(bag, hash)));
        _hashes = order;
    }

    /// <summary>Finds the lines that the other reader gave out.</summary>
    /// <returns>False if all lines of the answer are among them.</returns>
    private bool TryResume(LogAnswer answer, LogBatch batch)
    {
        var (count, sum) = _resumed!.Value;
        if (count > answer.Count) return false;
        var seen = answer.Hashes[..(int)count];
        ulong found = 0;
        foreach (var hash in seen) found += hash;
        _resumed = null;
        if (found == sum) Replace([.. seen]);
        else batch.MayRepeat = true;
        return true;
    }

    private void Replace(List<ulong> hashes)
    {
        _hashes = hashes;
        _sum = 0;
        foreach (var hash in hashes) _sum += hash;
    }

    private static Dictionary<ulong, int> Bag(ReadOnlySpan<ulong> hashes)
    {
        var bag = new Dictionary<ulong, int>(hashes.Length);
        foreach (var hash in hashes) CollectionsMarshal.GetValueRefOrAddDefault(bag, hash, out _)++;
        return bag;
    }

    private static bool TryTake(Dictionary<ulong, int> bag, ulong hash)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(bag, hash);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count) || count == 0) return false;
        count--;
        return true;
    }
}

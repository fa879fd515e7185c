using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>All buckets, in memory or in a directory.</summary>
internal sealed class Store : IDisposable
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly StoreDirectory? _directory;

    public Store(StoreDirectory? directory)
    {
        _directory = directory;
        foreach (var bucket in directory?.Load() ?? []) _buckets[bucket.Name] = bucket;
    }

    public IEnumerable<Bucket> Buckets => _buckets.Values.OrderBy(bucket => bucket.Name, StringComparer.Ordinal);

    public bool TryFind(string name, [NotNullWhen(true)] out Bucket? bucket) => _buckets.TryGetValue(name, out bucket);

    /// <summary>Creates a bucket; returns the one of the name that exists already.</summary>
    public Bucket Create(BucketSettings settings)
    {
        if (_buckets.TryGetValue(settings.Name, out var existing)) return existing;
        lock (_buckets)
        {
            return _buckets.GetOrAdd(settings.Name, _ => new Bucket(settings, _directory?.Create(settings)));
        }
    }

    public bool TryDelete(Bucket bucket)
    {
        lock (_buckets)
        {
            return bucket.TryClose() && _buckets.TryRemove(bucket.Name, out _);
        }
    }

    /// <summary>Starts to write content; the length is known or null.</summary>
    public ContentWriter Write(long? length) => _directory is null ? new MemoryContentWriter(length) : _directory.Write();

    public void Dispose() => _directory?.Dispose();
}

using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A bucket: its objects in the order of lists, and its open uploads. One lock guards all of it.</summary>
/// <param name="settings">Its name, and what it was created with.</param>
/// <param name="files">Where changes are written to before they show; null in memory.</param>
internal sealed class Bucket(BucketSettings settings, BucketFiles? files)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _keys = new(Utf8Order.Instance);
    private readonly Dictionary<string, StoredUpload> _uploads = new(StringComparer.Ordinal);
    private bool _closed;

    public BucketSettings Settings { get; private set; } = settings;

    public string Name => Settings.Name;

    /// <summary>Closes the bucket for good, if it has neither objects nor uploads.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            _closed = _objects.Count == 0 && _uploads.Count == 0;
            if (_closed) files?.DeleteBucket();
            return _closed;
        }
    }

    public void SetAcl(string acl)
    {
        lock (_gate)
        {
            var changed = Settings with { Acl = acl };
            files?.Save(changed);
            Settings = changed;
        }
    }

    public StoredObject? Find(string key)
    {
        lock (_gate) return _objects.GetValueOrDefault(key);
    }

    /// <summary>The object, whose bytes are held until the caller releases them.</summary>
    public bool TryOpen(string key, [NotNullWhen(true)] out StoredObject? found)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(key, out found)) return false;
            found.Pieces.Hold();
            return true;
        }
    }

    /// <summary>Replaces the object of a key, if the change returns another one; what it throws leaves all as it was.</summary>
    public StoredObject Change(string key, Func<StoredObject?, StoredObject> change)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            var old = _objects.GetValueOrDefault(key);
            var changed = change(old);
            files?.Save(changed);
            Show(changed);
            // Held again where the change took its bytes over.
            old?.Pieces.Release();
            return changed;
        }
    }

    public void Delete(string key)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(key, out var old)) return;
            files?.DeleteObject(key);
            _objects.Remove(key);
            _keys.Remove(key);
            old.Pieces.Release();
        }
    }

    /// <summary>The objects from a key on, in the order of their bytes, within the lock: the caller takes what it needs, at once.</summary>
    public T Read<T>(string from, bool inclusive, Func<IEnumerable<StoredObject>, T> read)
    {
        lock (_gate) return read(From(from).Where(key => inclusive || key != from).Select(key => _objects[key]));
    }

    public void AddUpload(StoredUpload upload)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            files?.Save(upload);
            _uploads.Add(upload.Id, upload);
        }
    }

    public T ReadUploads<T>(Func<IEnumerable<StoredUpload>, T> read)
    {
        lock (_gate) return read(_uploads.Values);
    }

    /// <summary>Reads or changes an upload within the lock.</summary>
    public T WithUpload<T>(string key, string? id, Func<StoredUpload, T> act)
    {
        lock (_gate) return act(FindUpload(key, id));
    }

    public void PutPart(string key, string id, StoredPart part)
    {
        lock (_gate)
        {
            var upload = FindUpload(key, id);
            files?.Save(upload, part);
            if (upload.Parts.TryGetValue(part.Number, out var old)) old.Content.Release();
            upload.Parts[part.Number] = part;
        }
    }

    /// <summary>Makes an object of an upload: its parts that the object has none of are deleted.</summary>
    public StoredObject Complete(string key, string? id, Func<StoredUpload, StoredObject?, StoredObject> complete)
    {
        lock (_gate)
        {
            var upload = FindUpload(key, id);
            var old = _objects.GetValueOrDefault(key);
            var made = complete(upload, old);
            made.Pieces.Hold();
            files?.Save(made);
            Show(made);
            old?.Pieces.Release();
            Remove(upload);
            return made;
        }
    }

    public void Abort(string key, string? id)
    {
        lock (_gate) Remove(FindUpload(key, id));
    }

    /// <summary>Adds what a directory holds.</summary>
    public void Load(IEnumerable<StoredObject> objects, IEnumerable<StoredUpload> uploads)
    {
        foreach (var loaded in objects) Show(loaded);
        foreach (var upload in uploads) _uploads.Add(upload.Id, upload);
    }

    private void ThrowIfClosed()
    {
        if (_closed) throw OssErrors.NoSuchBucket(Name);
    }

    private void Remove(StoredUpload upload)
    {
        files?.DeleteUpload(upload.Id);
        _uploads.Remove(upload.Id);
        foreach (var part in upload.Parts.Values) part.Content.Release();
    }

    private StoredUpload FindUpload(string key, string? id) =>
        id is not null && _uploads.TryGetValue(id, out var upload) && upload.Key == key ? upload : throw OssErrors.NoSuchUpload(id);

    private void Show(StoredObject shown)
    {
        _objects[shown.Key] = shown;
        _keys.Add(shown.Key);
    }

    private SortedSet<string> From(string key) =>
        _keys.Count == 0 || Utf8Order.Instance.Compare(key, _keys.Max) > 0 ? [] : _keys.GetViewBetween(key, _keys.Max);
}

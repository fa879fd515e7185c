using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Downloads one object to a file: with one request, or in parts that a later call can add to.</summary>
internal sealed class FileDownload(TransferCall call, bool flushToDisk)
{
    private const int BufferLength = 1 << 17;

    /// <summary>So many bytes are collected before they are written, unless there are fewer: a small file is written at once.</summary>
    private const int LeastWrite = 1 << 16;

    /// <param name="name">The name in the result.</param>
    /// <param name="source">The object.</param>
    /// <param name="size">Its size as far as it is known; it decides between the two ways only.</param>
    /// <param name="target">The full path.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<TransferredFile> RunAsync(
        string name, OssObjectAddress source, long size, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var (length, verification) = size <= call.Options.PartSize
            ? await GetAsync(source, target, cancellationToken).ConfigureAwait(false)
            : await GetPartsAsync(source, target, cancellationToken).ConfigureAwait(false);
        call.Meter.FileDone();
        return new() { Name = name, Size = length, Action = TransferAction.Transferred, Verification = verification };
    }

    /// <summary>Removes what an earlier call has left for a resume: the file is there with the bytes of the object.</summary>
    public static void Forget(string target)
    {
        var stem = StemOf(target);
        if (!File.Exists(stem + ".json") && !File.Exists(stem + ".part")) return;
        using var held = TargetLock.Take(stem + ".lock", target);
        File.Delete(stem + ".part");
        File.Delete(stem + ".json");
    }

    private async Task<(long Length, TransferVerification Verification)> GetAsync(
        OssObjectAddress source, string target, CancellationToken cancellationToken)
    {
        using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        var download = await call.Client.GetAsync(source, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using var _ = download.ConfigureAwait(false);
        using var partial = PartialFile.Open(target);
        var length = await CopyAsync(download, partial.Handle, cancellationToken).ConfigureAwait(false);
        partial.Commit(flushToDisk);
        return (length, download.Verification.ToPublic());
    }

    private async Task<(long Length, TransferVerification Verification)> GetPartsAsync(
        OssObjectAddress source, string target, CancellationToken cancellationToken)
    {
        var info = await call.Client.GetMetaAsync(source, cancellationToken).ConfigureAwait(false);
        var header = HeaderOf(source, info, target);
        if (!call.Options.Resume)
        {
            using var unique = PartialFile.Open(target, size: info.Size);
            return (info.Size, await FetchAsync(source, info, unique, header, [], null, cancellationToken).ConfigureAwait(false));
        }

        var stem = StemOf(target);
        using var held = TargetLock.Take(stem + ".lock", target);
        var notes = Checkpoint.Read(stem + ".json") is { } old && old.Header.IsSame(header) ? old.Parts : null;
        if (notes is null) File.Delete(stem + ".part");
        using var partial = PartialFile.Open(target, Path.GetFileName(stem) + ".part", info.Size);
        partial.IsKept = true;
        var parts = notes is null ? [] : await CheckAsync(partial.Handle, header, notes, cancellationToken).ConfigureAwait(false);
        using var checkpoint = Checkpoint.Create(stem + ".json", header, parts.Values);
        try
        {
            var verification = await FetchAsync(source, info, partial, header, parts, checkpoint, cancellationToken).ConfigureAwait(false);
            File.Delete(checkpoint.Path);
            return (info.Size, verification);
        }
        catch (Exception e) when (TransferStop.CanResumeAfter(e))
        {
            throw new TransferStop(e, [partial.Path, checkpoint.Path]);
        }
        catch
        {
            partial.IsKept = false;
            File.Delete(checkpoint.Path);
            throw;
        }
    }

    /// <summary>The parts of an earlier call whose bytes are still those that it wrote.</summary>
    private async Task<SortedDictionary<int, CheckpointPart>> CheckAsync(
        SafeFileHandle file, CheckpointHeader header, IReadOnlyList<CheckpointPart> notes, CancellationToken cancellationToken)
    {
        var parts = new SortedDictionary<int, CheckpointPart>();
        foreach (var note in notes)
        {
            var range = PartRange.Of(note.Number, header.Size, header.PartSize);
            if (RandomAccess.GetLength(file) < range.Offset + range.Length) continue;
            if (await FileCrc.OfAsync(file, range.Offset, range.Length, cancellationToken).ConfigureAwait(false) != note.Crc64) continue;
            parts.Add(note.Number, note);
            call.Meter.AddSkipped(range.Length);
        }

        return parts;
    }

    private async Task<TransferVerification> FetchAsync(
        OssObjectAddress source, OssObjectInfo info, PartialFile partial, CheckpointHeader header,
        SortedDictionary<int, CheckpointPart> parts, Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        var missing = PartRange.All(header.Size, header.PartSize).Where(r => !parts.ContainsKey(r.Number)).ToList();
        await call.ForEachAsync(
            missing,
            async (range, token) =>
            {
                var part = await FetchPartAsync(source, info, partial.Handle, range, token).ConfigureAwait(false);
                lock (parts) parts.Add(range.Number, part);
                checkpoint?.Add(part);
            },
            cancellationToken).ConfigureAwait(false);
        var verification = await VerifyAsync(source, info, partial.Handle, header, parts.Values, cancellationToken).ConfigureAwait(false);
        partial.Commit(flushToDisk);
        return verification;
    }

    private async Task<CheckpointPart> FetchPartAsync(
        OssObjectAddress source, OssObjectInfo info, SafeFileHandle file, PartRange range, CancellationToken cancellationToken)
    {
        using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        var download = await call.Client.GetAsync(
            source,
            new OssRange(range.Offset, range.Length),
            new() { IfMatch = info.ETag.Length > 0 ? info.ETag : null },
            cancellationToken).ConfigureAwait(false);
        await using var _ = download.ConfigureAwait(false);
        await CopyAsync(download, file, cancellationToken).ConfigureAwait(false);
        return new() { Number = range.Number, Crc64 = download.Crc64, ETag = "" };
    }

    private static async Task<TransferVerification> VerifyAsync(
        OssObjectAddress source, OssObjectInfo info, SafeFileHandle file, CheckpointHeader header, IEnumerable<CheckpointPart> parts,
        CancellationToken cancellationToken)
    {
        if (info.Crc64 is { } expected)
        {
            var crc = 0UL;
            foreach (var part in parts)
                crc = OssCrc64.Combine(crc, part.Crc64, PartRange.Of(part.Number, header.Size, header.PartSize).Length);
            return crc == expected
                ? TransferVerification.Crc64
                : throw Mismatch(source, $"the CRC-64 of the bytes that arrived is {crc}, and that of the object {expected}");
        }

        if (info.Md5 is null) return TransferVerification.Unverified;
        var md5 = await Md5OfAsync(file, cancellationToken).ConfigureAwait(false);
        if (!info.Md5.AsSpan().SequenceEqual(md5))
            throw Mismatch(source, "the MD5 of the bytes that arrived is not that of the object");
        return TransferVerification.Md5;
    }

    private static async Task<byte[]> Md5OfAsync(SafeFileHandle file, CancellationToken cancellationToken)
    {
#pragma warning disable CA5351 // It is the checksum that the service gives, not a secret.
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            var offset = 0L;
            while (await FileBytes.ReadAsync(file, buffer, offset, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                md5.AppendData(buffer, 0, count);
                offset += count;
            }

            return md5.GetHashAndReset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Writes what arrives to its position in the file.</summary>
    /// <returns>The number of bytes.</returns>
    private async Task<long> CopyAsync(OssDownload download, SafeFileHandle file, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(download.Length, 1, BufferLength));
        try
        {
            var length = 0L;
            var least = Math.Min(buffer.Length, LeastWrite);
            while (await ReadAsync().ConfigureAwait(false) is var count and > 0)
            {
                await call.PassAsync(count, cancellationToken).ConfigureAwait(false);
                await FileBytes.WriteAsync(file, buffer.AsMemory(0, count), download.Offset + length, cancellationToken)
                    .ConfigureAwait(false);
                length += count;
            }

            ValueTask<int> ReadAsync() =>
                download.Content.ReadAtLeastAsync(buffer, least, throwOnEndOfStream: false, cancellationToken);

            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private CheckpointHeader HeaderOf(OssObjectAddress source, OssObjectInfo info, string target) => new()
    {
        Version = CheckpointHeader.CurrentVersion,
        Kind = "download",
        Endpoint = source.Bucket.Endpoint.ToString(),
        Bucket = source.Bucket.Name,
        Key = source.Key,
        Path = target,
        Size = info.Size,
        PartSize = PartSizes.ForLength(info.Size, call.Options.PartSize),
        ETag = info.ETag,
        Modified = 0,
        UploadId = "",
    };

    private static string StemOf(string target) => Path.Combine(Path.GetDirectoryName(target)!, OwnFiles.Stem(target));

    private static OssException Mismatch(OssObjectAddress source, string problem) =>
        new($"The download of {source} failed: {problem}. Nothing of it was kept.")
        {
            Bucket = source.Bucket.Name,
            Key = source.Key,
            IsMismatch = true,
        };
}

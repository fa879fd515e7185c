using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Win32.SafeHandles;

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>
/// The limit: <see cref="HttpClient"/> with the same parts, parallelism and file I/O, without signatures, checksums, temporary names and
/// lists. A part of the large file is an object of its own here.
/// </summary>
internal sealed class BareClient(Uri server) : IDisposable
{
    private const int BufferLength = 1 << 17;

    private readonly HttpClient _client = new() { BaseAddress = new(server, Transfer.Bucket + "/") };

    public Task MoveAsync(Transfer transfer, Workload workload) => transfer switch
    {
        { IsUp: true, IsLarge: true } => UploadPartsAsync(transfer, workload),
        { IsUp: true, IsLarge: false } => ForEachAsync(Enumerable.Range(0, workload.Files), async i =>
        {
            using var file = Open(Path.Combine(transfer.Local, Workload.NameOf(i)), FileMode.Open, FileAccess.Read);
            await PutAsync(transfer.Location + Workload.NameOf(i), new FileContent(file, 0, RandomAccess.GetLength(file)));
        }),
        { IsLarge: true } => DownloadPartsAsync(transfer, workload),
        _ => DownloadFilesAsync(transfer, workload),
    };

    public void Dispose() => _client.Dispose();

    private async Task UploadPartsAsync(Transfer transfer, Workload workload)
    {
        using var file = Open(transfer.Local, FileMode.Open, FileAccess.Read);
        await ForEachAsync(PartRange.All(workload.LargeBytes, PartSizes.Default), part => PutAsync(
            string.Create(CultureInfo.InvariantCulture, $"{transfer.Location}.{part.Number}"),
            new FileContent(file, part.Offset, part.Length)));
    }

    private async Task DownloadPartsAsync(Transfer transfer, Workload workload)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(transfer.Local)!);
        using var file = Open(transfer.Local, FileMode.CreateNew, FileAccess.ReadWrite);
        await ForEachAsync(
            PartRange.All(workload.LargeBytes, PartSizes.Default),
            part => GetAsync(transfer.Location, new RangeHeaderValue(part.Offset, part.Offset + part.Length - 1), file, part.Offset));
    }

    private Task DownloadFilesAsync(Transfer transfer, Workload workload)
    {
        Directory.CreateDirectory(transfer.Local);
        return ForEachAsync(Enumerable.Range(0, workload.Files), async i =>
        {
            using var file = Open(Path.Combine(transfer.Local, Workload.NameOf(i)), FileMode.CreateNew, FileAccess.ReadWrite);
            await GetAsync(transfer.Location + Workload.NameOf(i), null, file, 0);
        });
    }

    private async Task PutAsync(string location, HttpContent content)
    {
        using var response = await _client.PutAsync(location, content);
        response.EnsureSuccessStatusCode();
    }

    private async Task GetAsync(string location, RangeHeaderValue? range, SafeFileHandle file, long offset)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, location);
        request.Headers.Range = range;
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(response.Content.Headers.ContentLength!.Value, BufferLength));
        while (await stream.ReadAsync(buffer) is var count and > 0)
        {
            await FileBytes.WriteAsync(file, buffer.AsMemory(0, count), offset, CancellationToken.None);
            offset += count;
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static SafeFileHandle Open(string path, FileMode mode, FileAccess access) =>
        File.OpenHandle(path, mode, access, FileShare.Read, FileOptions.Asynchronous);

    private static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, Task> action) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = Workload.Parallel }, (item, _) => new ValueTask(action(item)));

    private sealed class FileContent(SafeFileHandle file, long start, long length) : HttpContent
    {
        protected override bool TryComputeLength(out long result)
        {
            result = length;
            return true;
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, BufferLength));
            for (var sent = 0L; sent < length;)
            {
                var wanted = (int)Math.Min(buffer.Length, length - sent);
                var count = await FileBytes.ReadAsync(file, buffer.AsMemory(0, wanted), start + sent, CancellationToken.None);
                await stream.WriteAsync(buffer.AsMemory(0, count));
                sent += count;
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

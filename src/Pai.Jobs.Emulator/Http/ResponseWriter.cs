using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Puts an answer on the wire, with what a fault makes of it.</summary>
internal sealed class ResponseWriter(TimeProvider clock)
{
    private const int BufferSize = 128 << 10;

    public async Task WriteAsync(HttpContext context, OssResponse answer, FiredFault? fault)
    {
        WriteHeaders(context, answer, fault);
        var isBodiless = context.Request.Method == "HEAD" || answer.Status is 204 or 304;
        if (fault?.Kind == FaultKind.ResetAfterHeaders)
        {
            await context.Response.StartAsync(context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        var length = isBodiless ? 0 : answer.Length;
        var cut = fault?.Kind == FaultKind.ResetMidBody ? Math.Min(fault.CutAt(length), length) : length;
        await WriteBodyAsync(context, answer, cut, fault);
        if (fault?.Kind != FaultKind.ResetMidBody) return;
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static void WriteHeaders(HttpContext context, OssResponse answer, FiredFault? fault)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            var isWrong = fault?.Kind == FaultKind.WrongCrc && name == "x-oss-hash-crc64ecma";
            response.Headers[name] = isWrong ? Wrong(value) : value;
        }

        if (answer.Status is not (204 or 304)) response.ContentLength = answer.Length;
    }

    private async Task WriteBodyAsync(HttpContext context, OssResponse answer, long length, FiredFault? fault)
    {
        var (body, aborted) = (context.Response.Body, context.RequestAborted);
        var corruption = fault?.CorruptDownload(answer.Length);
        var drip = fault?.Kind == FaultKind.SlowDrip ? fault.Fault : null;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < length;)
            {
                var want = (int)Math.Min(drip?.Bytes ?? BufferSize, Math.Min(length - done, BufferSize));
                var bytes = answer.Pieces is { } pieces
                    ? pieces.Read(answer.Offset + done, buffer.AsMemory(0, want))
                    : answer.Bytes.Slice((int)done, want);
                var sent = corruption is null ? bytes : corruption.Apply(new(bytes), done).First;
                await body.WriteAsync(sent, aborted);
                done += bytes.Length;
                if (drip is null) continue;
                await body.FlushAsync(aborted);
                if (done < length) await Task.Delay(drip.Time, clock, aborted);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Wrong(string crc) =>
        (ulong.Parse(crc, CultureInfo.InvariantCulture) ^ 0xFF).ToString(CultureInfo.InvariantCulture);
}

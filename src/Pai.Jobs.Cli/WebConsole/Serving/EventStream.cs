using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Server-sent events to one reader.</summary>
internal sealed class EventStream(HttpContext http)
{
    /// <summary>Without an event for so long a comment is sent: it shows that the reader is still there.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        await WriteAsync(": begin\n\n"u8.ToArray(), cancellationToken);
    }

    public async Task SendAsync<T>(string name, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        buffer.Write(System.Text.Encoding.UTF8.GetBytes($"event: {name}\ndata: "));
        JsonSerializer.Serialize(buffer, value, type);
        buffer.Write("\n\n"u8);
        await WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
    }

    /// <summary>Waits for what is to be sent next; the reader is sent a comment now and then until it is there.</summary>
    public async Task WaitAsync(Task next, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (!next.IsCompleted)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (await Task.WhenAny(next, Task.Delay(Heartbeat, clock, over.Token)) != next)
                await WriteAsync(": still here\n\n"u8.ToArray(), cancellationToken);
            await over.CancelAsync();
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await http.Response.Body.WriteAsync(bytes, cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }
}

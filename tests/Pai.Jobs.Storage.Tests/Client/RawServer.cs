using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pai.Jobs.Storage.Tests;

/// <summary>A server on a loopback port that does with each connection what a test says, byte for byte.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    /// <param name="connections">What to do with the first connection, the second, and so on; the last one is for all that follow.</param>
    public RawServer(params Func<RawConnection, Task>[] connections)
    {
        _listener.Start();
        _serving = ServeAsync(connections);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The first line of each request.</summary>
    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync(Func<RawConnection, Task>[] connections)
    {
        // Where an assertion fails, the client fails too, at once.
        using var _ = _listener;
        for (var i = 0; ; i++)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            using (client)
            {
                try
                {
                    await connections[Math.Min(i, connections.Length - 1)](new(this, client));
                }
                catch (IOException)
                {
                    // The client has gone.
                }
            }
        }
    }
}

internal sealed class RawConnection(RawServer server, TcpClient client)
{
    private readonly NetworkStream _stream = client.GetStream();

    /// <summary>Reads up to the empty line after the headers.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        var text = head.ToString();
        server.Requests.Add(text[..text.IndexOf('\r', StringComparison.Ordinal)]);
        return text;
    }

    public async Task<byte[]> ReadAsync(int length)
    {
        var bytes = new byte[length];
        await _stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    public Task WriteAsync(string head, byte[]? body = null) =>
        WriteAsync([.. Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")), .. body ?? []]);

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Ends the connection with a reset instead of an orderly end.</summary>
    public void Reset()
    {
        client.LingerState = new(enable: true, seconds: 0);
        client.Close();
    }
}

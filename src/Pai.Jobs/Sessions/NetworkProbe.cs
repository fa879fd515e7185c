using System.Net;
using System.Net.Sockets;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>Tells whether a host can be reached, by a connection to it that nothing is sent over.</summary>
/// <param name="time">The clock of the limit.</param>
/// <param name="resolve">Finds the addresses of a host; null for the system's name servers.</param>
/// <param name="port">The port; the one of HTTPS by default.</param>
internal sealed class NetworkProbe(
    TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, int port = 443)
{
    /// <summary>The time for finding the addresses and for connecting, both together.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private const int MaxAddresses = 8;

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    public async Task<bool> CanConnectAsync(string host)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var attempts = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        try
        {
            // Not every name server is asked in a way that can be canceled.
            return await ConnectAsync(host, attempts).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>All addresses at once: the first may be one that does not answer.</summary>
    private async Task<bool> ConnectAsync(string host, CancellationTokenSource stop)
    {
        var token = stop.Token;
        var addresses = await _resolve(host, token).ConfigureAwait(false);
        var attempts = addresses.Take(MaxAddresses).Select(a => ConnectAsync(a, token)).ToList();
        while (attempts.Count > 0)
        {
            var done = await Task.WhenAny(attempts).ConfigureAwait(false);
            attempts.Remove(done);
            if (!await done.ConfigureAwait(false)) continue;
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(attempts).ConfigureAwait(false);
            return true;
        }

        return false;
    }

    private async Task<bool> ConnectAsync(IPAddress address, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}

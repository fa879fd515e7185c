using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Kestrel on a port of the loopback address, without a host around it.</summary>
internal sealed class Server : IDisposable
{
    private readonly KestrelServer _server;

    public Server(int port, ILoggerFactory logs)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxRequestLineSize = 64 << 10;
        options.Limits.MaxRequestHeadersTotalSize = 64 << 10;
        options.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs);
        _server = new(Options.Create(options), transport, logs);
    }

    /// <summary>Starts to serve; returns the address.</summary>
    public async Task<Uri> StartAsync(OssApplication application, CancellationToken cancellationToken)
    {
        await _server.StartAsync(application, cancellationToken);
        return new(_server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Stops at once: open requests are aborted.</summary>
    public Task StopAsync() => _server.StopAsync(new CancellationToken(canceled: true));

    public void Dispose() => _server.Dispose();
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pai.Jobs.Cli.Setup;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The server of the console: on a port of the loopback address, until it is disposed.</summary>
internal sealed class ConsoleServer : IAsyncDisposable
{
    /// <summary>The time that open requests have when the server ends.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    private readonly WebApplication _application;
    private readonly ConsoleServices _services;
    private readonly AccessToken _token = AccessToken.Create();
    private readonly ConsoleOptions _options;
    private int _disposed;

    private ConsoleServer(ConsoleOptions options)
    {
        _options = options;
        _services = new(options);
        // Empty: no settings of the current folder, no variables of ASP.NET, no logging. Nothing listens elsewhere, or writes the token.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "pai-jobs" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = s_grace);
        _application = builder.Build();
        Map(_application);
    }

    /// <summary>The address without the token.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The address that a browser opens: the token is behind the #, which is never sent.</summary>
    public string PageUrl => $"{Address}#token={_token.Text}";

    public string Token => _token.Text;

    /// <summary>The addresses below <c>/api</c>: method and pattern.</summary>
    public IEnumerable<(string Method, string Pattern)> Routes => ((IEndpointRouteBuilder)_application).DataSources
        .SelectMany(s => s.Endpoints)
        .OfType<RouteEndpoint>()
        .Select(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0], "/" + e.RoutePattern.RawText!.TrimStart('/')))
        .Where(r => r.Item2.StartsWith("/api/", StringComparison.Ordinal));

    public ConsoleServices Services => _services;

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ConsoleServer> StartAsync(ConsoleOptions options, CancellationToken cancellationToken)
    {
        var server = new ConsoleServer(options);
        try
        {
            await server._application.StartAsync(cancellationToken);
            var addresses = server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            server.Address = new(addresses.Addresses.Single());
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        // First what event streams wait for: then no open stream holds the end up.
        await _services.StopAsync();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        await _services.DisposeAsync();
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = ConsoleLimits.RequestBytes;
        kestrel.Limits.MaxRequestLineSize = 16 << 10;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 << 10;
        kestrel.Limits.MaxConcurrentConnections = 200;
        kestrel.Listen(IPAddress.Loopback, _options.Port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private void Map(WebApplication application)
    {
        var tickets = new Tickets(_options.TimeProvider);
        application.UseRouting();
        application.Use(next => http => ErrorAnswers.InvokeAsync(http, next));
        var guard = new RequestGuard(_token, tickets, _options.IsReadOnly);
        application.Use(next => http => guard.InvokeAsync(http, next));
        application.UseEndpoints(_ => { });
        application.MapGet("/api/about", (RequestDelegate)AboutAsync);
        application.MapPost("/api/tickets", (RequestDelegate)(http => IssueAsync(http, tickets))).WithMetadata(new ChangesNothing());
        _services.Map(application);
        application.MapMethods("/{**path}", ["GET", "HEAD"], (RequestDelegate)PageFiles.ServeAsync);
    }

    private Task AboutAsync(HttpContext http) => http.WriteAsync(
        new AboutJson(
            ToolVersion.Current,
            _options.IsReadOnly,
            _options.TimeProvider.GetUtcNow(),
            _services.Sources.Describe(),
            new(ConsoleLimits.WindowLines, ConsoleLimits.Buckets, ConsoleLimits.TableRows, ConsoleLimits.Runs)),
        ConsoleJson.Default.AboutJson);

    private static async Task IssueAsync(HttpContext http, Tickets tickets)
    {
        var path = (await http.ReadAsync(ConsoleJson.Default.TicketRequestJson)).Path ?? "";
        if (!path.StartsWith("/api/runs/", StringComparison.Ordinal) || path.Length > 4096 || path.Any(c => c is <= ' ' or > '~' or '#'))
            throw ConsoleException.Invalid("path", path, "is not the address of a file of a run, as in /api/runs/local/ID/log/raw");
        await http.WriteAsync(new TicketJson(tickets.Issue(path)), ConsoleJson.Default.TicketJson);
    }

    /// <summary>The tool listens to Ctrl+C itself.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>
/// A server that costs as little as it can, so that the limit of a client shows: it throws away what is uploaded, gives zeros, and checks
/// nothing.
/// </summary>
internal sealed class DiscardingServer : IHttpApplication<HttpContext>, IDisposable
{
    private const int PageLength = 1000;
    private const string Date = "2026-01-01T00:00:00.000Z";
    private static readonly byte[] s_zeros = new byte[128 << 10];

    private readonly Workload _workload;
    private readonly KestrelServer _server;

    public DiscardingServer(Workload workload)
    {
        _workload = workload;
        var options = new KestrelServerOptions();
        options.Limits.MaxRequestBodySize = null;
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    public async Task<Uri> StartAsync()
    {
        await _server.StartAsync(this, CancellationToken.None);
        return new(_server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = "\"zeros\"";
        var task = request.Method switch
        {
            "PUT" => DiscardAsync(request),
            "POST" => WriteAsync(response, request.Query.ContainsKey("uploads")
                ? "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>"
                : "<CompleteMultipartUploadResult><ETag>zeros</ETag></CompleteMultipartUploadResult>"),
            "GET" when request.Query.ContainsKey("list-type") => WriteAsync(response, Page(request.Query)),
            "GET" => WriteZerosAsync(request, response),
            _ => Task.CompletedTask,
        };
        if (request.Method == "HEAD") response.ContentLength = LengthOf(request);
        await task;
    }

    public void Dispose() => _server.Dispose();

    private static async Task DiscardAsync(HttpRequest request)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return;
        }
    }

    private static async Task WriteAsync(HttpResponse response, string document)
    {
        await DiscardAsync(response.HttpContext.Request);
        var bytes = Encoding.UTF8.GetBytes(document);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }

    private async Task WriteZerosAsync(HttpRequest request, HttpResponse response)
    {
        var (size, length) = (LengthOf(request), LengthOf(request));
        if (request.GetTypedHeaders().Range?.Ranges.Single() is { From: { } from, To: { } to })
        {
            length = to - from + 1;
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{size}");
        }

        response.ContentLength = length;
        for (; length > 0; length -= s_zeros.Length)
            await response.Body.WriteAsync(s_zeros.AsMemory(0, (int)Math.Min(length, s_zeros.Length)));
    }

    private long LengthOf(HttpRequest request) =>
        request.Path.Value!.EndsWith("large", StringComparison.Ordinal) ? WorkloadOf(request.Path).LargeBytes : Workload.SmallBytes;

    private Workload WorkloadOf(string? location) =>
        location!.Contains($"/{Transfer.First}/", StringComparison.Ordinal) ? _workload.First : _workload;

    /// <summary>A page of the objects to download; there is none that was uploaded.</summary>
    private string Page(IQueryCollection query)
    {
        var prefix = query["prefix"].ToString();
        var first = query["continuation-token"] is [{ } token] ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        var files = prefix.StartsWith("down/", StringComparison.Ordinal) ? WorkloadOf(prefix).Files : 0;
        var count = Math.Min(PageLength, files - first);
        var isTruncated = first + count < files;
        var page = new StringBuilder("<ListBucketResult>");
        page.Append(CultureInfo.InvariantCulture, $"<IsTruncated>{(isTruncated ? "true" : "false")}</IsTruncated>");
        page.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{first + count}</NextContinuationToken>");
        for (var i = first; i < first + count; i++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{prefix}{Workload.NameOf(i)}</Key><ETag>zeros</ETag>");
            page.Append(CultureInfo.InvariantCulture, $"<Size>{Workload.SmallBytes}</Size><LastModified>{Date}</LastModified></Contents>");
        }

        return page.Append("</ListBucketResult>").ToString();
    }
}

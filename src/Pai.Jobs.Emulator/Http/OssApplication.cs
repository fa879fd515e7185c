using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Processes each request: reads it, applies a fault, handles it, answers, and remembers it.</summary>
internal sealed partial class OssApplication(
    RequestReader reader,
    OssFace oss,
    PaiFace pai,
    ResponseWriter writer,
    FaultRules faults,
    RequestLog log,
    TimeProvider clock,
    ILogger logger) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var (id, started) = (RequestReader.NewId(), Stopwatch.GetTimestamp());
        OssRequest? request = null;
        try
        {
            request = reader.Read(context, id);
            var face = request.Product is null ? (IServiceFace)oss : pai;
            request.Operation = face.Find(request);
            request.Fault = faults.Fire(request);
            using var answer = await AnswerAsync(context, face, request);
            if (answer is null || request.Fault?.Kind == FaultKind.LoseAnswer)
            {
                log.Add(request, status: 0, errorCode: null);
                context.Abort();
                return;
            }

            log.Add(request, answer.Status, answer.ErrorCode);
            context.Response.Headers.Date = Times.ToHeader(clock.GetUtcNow());
            face.AddHeaders(context.Response.Headers, request, Stopwatch.GetElapsedTime(started));
            await writer.WriteAsync(context, answer, request.Fault);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (Exception e)
        {
            LogFailure(logger, e, request?.Id ?? id);
            context.Abort();
        }
    }

    /// <summary>The answer; null where the connection is to be closed instead.</summary>
    private async Task<OssResponse?> AnswerAsync(HttpContext context, IServiceFace face, OssRequest request)
    {
        switch (request.Fault?.Kind)
        {
            case FaultKind.Delay:
                await Task.Delay(request.Fault.Fault.Time, clock, request.Aborted);
                break;
            case FaultKind.ResetBeforeHeaders:
                return null;
            case FaultKind.ResetMidUpload:
                await ReadUpToAsync(request, request.Fault.CutAt(request.ContentLength));
                return null;
            case FaultKind.Error:
                await DrainAsync(context, request);
                return face.Answer(request, request.Fault.Fault);
        }

        ServiceErrorException error;
        try
        {
            var answer = await face.HandleAsync(request);
            await DrainAsync(context, request);
            return answer;
        }
        catch (ServiceErrorException e)
        {
            error = e;
        }
        catch (BadHttpRequestException e)
        {
            error = new(e.StatusCode, "InvalidRequest", "0017-00000001", e.Message);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogFailure(logger, e, request.Id);
            error = OssErrors.InternalError();
        }

        await DrainAsync(context, request);
        return face.Answer(request, error);
    }

    private static async Task ReadUpToAsync(OssRequest request, long bytes)
    {
        while (request.BytesReceived < bytes && await request.ReadAsync() is not null)
        {
        }
    }

    /// <summary>Reads what is left of the body: a client that still sends would see a reset instead of the answer.</summary>
    private static async Task DrainAsync(HttpContext context, OssRequest request)
    {
        if (request.BytesReceived == 0 && context.Request.Headers.Expect.Count > 0)
        {
            // The client has not been told to send it.
            context.Response.Headers.Connection = "close";
            return;
        }

        try
        {
            await ReadUpToAsync(request, long.MaxValue);
        }
        catch (BadHttpRequestException)
        {
            // It is broken; the server closes the connection after the answer.
        }
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Request {Id} failed in the emulator.")]
    private static partial void LogFailure(ILogger logger, Exception exception, string id);
}

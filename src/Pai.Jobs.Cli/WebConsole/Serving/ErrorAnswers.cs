using Microsoft.AspNetCore.Http;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Turns exceptions into answers.</summary>
internal static class ErrorAnswers
{
    public static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: 404 or 405, ContentLength: null, ContentType: null })
                await http.WriteErrorAsync(http.Response.StatusCode, "notFound", $"There is no {http.Request.Method} {http.Request.Path}.");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader is gone, or the console ends.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var (status, body) = Describe(e);
            http.Response.Headers.ContentDisposition = default;
            http.Response.ContentLength = null;
            await http.WriteAsync(new ErrorJson(body), ConsoleJson.Default.ErrorJson, status);
        }
        catch (Exception e) when (e is IOException or PaiException)
        {
            // Half an answer is out: the reader must not take it for a whole one.
            http.Abort();
        }
    }

    private static (int Status, ErrorBodyJson Body) Describe(Exception exception) => exception switch
    {
        ConsoleException e => (e.Status, new(e.Code, e.Message, Problems: e.Problems)),
        BadHttpRequestException e => (e.StatusCode, new("invalid", e.Message)),
        JobNotFoundException e => (404, new("notFound", e.Message)),
        JobNotSupportedException e => (501, new("notSupported", e.Message)),
        JobValidationException e => (400, new("invalid", e.Message)),
        PaiServiceException e => (502, new("service", e.Message, e.RequestId)),
        OssException e => (502, new("service", e.Message, e.RequestId)),
        _ when CliErrors.TryDescribe(exception, out var message, out var code) =>
            (code == ExitCodes.Usage ? 400 : 502, new(code == ExitCodes.Usage ? "invalid" : "failed", message)),
        HttpRequestException e => (502, new("service", e.Message)),
        // A fault of the console's own: its words are for its authors, and may name what is not for a page.
        _ => (500, new("fault", $"The console has a fault: {exception.GetType().Name}. Please report it, with what you did.")),
    };
}

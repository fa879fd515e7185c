using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Answers whose bytes are a job's: a browser saves them, and runs nothing of them.</summary>
internal static class Attachments
{
    public static void Begin(HttpContext http, string name, long? length = null)
    {
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{Plain(name)}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}";
        http.Response.ContentLength = length;
    }

    /// <summary>For old readers: without what could end the name, or lead elsewhere.</summary>
    private static string Plain(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_'));
}

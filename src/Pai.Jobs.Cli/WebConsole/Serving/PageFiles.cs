using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The files of the page, which are part of the tool. They hold no data.</summary>
internal static class PageFiles
{
    private const string Prefix = "console/";

    private static readonly Dictionary<string, string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json",
        [".ico"] = "image/x-icon",
        [".png"] = "image/png",
    };

    private static readonly Lazy<Dictionary<string, string>> s_names = new(() => typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(n => "/" + n[Prefix.Length..].Replace('\\', '/'), n => n, StringComparer.Ordinal));

    /// <summary>Serves a file; <c>/</c> is the page.</summary>
    public static async Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value is "/" or "" or null ? "/index.html" : http.Request.Path.Value;
        if (!s_names.Value.TryGetValue(path, out var name))
        {
            await http.WriteErrorAsync(404, "notFound", $"There is no {path}.");
            return;
        }

        await using var file = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        http.Response.ContentType = s_types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        http.Response.ContentLength = file.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}

using System.Net;
using System.Text;

namespace Pai.Jobs.Storage.Tests;

/// <summary>Answers requests as a test says, and keeps them.</summary>
internal sealed class ScriptedService : HttpMessageHandler
{
    private readonly Lock _lock = new();

    public List<ScriptedRequest> Requests { get; } = [];

    /// <summary>The answer; by default there is no host.</summary>
    public Func<ScriptedRequest, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } =
        (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "no host");

    public void AnswerWith(Func<ScriptedRequest, HttpResponseMessage> answer) => Answer = (r, _) => Task.FromResult(answer(r));

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        var scripted = new ScriptedRequest(request.Method.Method, request.RequestUri!, headers, body);
        lock (_lock) Requests.Add(scripted);
        return await Answer(scripted, cancellationToken);
    }
}

/// <summary>A request that was sent.</summary>
internal sealed record ScriptedRequest(string Method, Uri Uri, Dictionary<string, string> Headers, string Body)
{
    /// <summary>The fields of a form.</summary>
    public Dictionary<string, string> Form => Body.Split('&')
        .Select(f => f.Split('=', 2))
        .ToDictionary(f => Uri.UnescapeDataString(f[0]), f => Uri.UnescapeDataString(f[1]));
}

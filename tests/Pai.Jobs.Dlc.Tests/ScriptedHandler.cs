using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Answers requests one after the other as a test says, and keeps what was sent.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<SentRequest, CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    public List<SentRequest> Sent { get; } = [];

    /// <summary>Answers the request that no other answer is left for; without it that fails the test.</summary>
    public Func<SentRequest, HttpResponseMessage>? Otherwise { get; set; }

    /// <summary>Answers the next request.</summary>
    public ScriptedHandler Then(Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedHandler Then(Func<SentRequest, HttpResponseMessage> answer) => Then((sent, _) => Task.FromResult(answer(sent)));

    public ScriptedHandler Then(HttpResponseMessage answer) => Then(_ => answer);

    public ScriptedHandler Then(string json) => Then(Answers.Json(json));

    public ScriptedHandler Then(Exception failure) => Then((_, _) => Task.FromException<HttpResponseMessage>(failure));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!.OriginalString, headers, body);
        lock (Sent) Sent.Add(sent);
        if (_answers.TryDequeue(out var answer)) return await answer(sent, cancellationToken);
        return Otherwise?.Invoke(sent) ?? throw new InvalidOperationException($"No answer is left for {sent.Method} {sent.Uri}.");
    }
}

internal sealed record SentRequest(string Method, string Uri, IReadOnlyDictionary<string, string> Headers, byte[]? Body)
{
    public string Text => Encoding.UTF8.GetString(Body ?? []);

    /// <summary>The path, encoded.</summary>
    public string Path => new Uri(Uri).AbsolutePath;

    /// <summary>The query as it was sent, without the question mark.</summary>
    public string RawQuery => Uri.Split('?', 2) is [_, var query] ? query : "";

    /// <summary>The parameters, decoded.</summary>
    public IReadOnlyDictionary<string, string> Query => RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => System.Uri.UnescapeDataString(p[1]));
}

/// <summary>Answers of the services.</summary>
internal static class Answers
{
    public const string RequestId = "2B0D2A1A-0E7B-5D5A-9F0B-1C1D1E1F2021";

    public static HttpResponseMessage Json(string json, params (string Name, string Value)[] headers) =>
        Bytes(HttpStatusCode.OK, Encoding.UTF8.GetBytes(json), headers);

    public static HttpResponseMessage Error(
        HttpStatusCode status, string code, string more = "", params (string Name, string Value)[] headers) =>
        Bytes(
            status,
            Encoding.UTF8.GetBytes($$"""{"Code":"{{code}}","Message":"It is so.","RequestId":"{{RequestId}}"{{more}}}"""),
            headers);

    public static HttpResponseMessage Bytes(HttpStatusCode status, byte[] bytes, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent(bytes) };
        foreach (var (name, value) in headers) answer.Headers.TryAddWithoutValidation(name, value);
        return answer;
    }
}

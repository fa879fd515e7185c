using System.Collections.Concurrent;
using System.Net;

namespace Pai.Jobs.Storage.Tests;

/// <summary>Answers requests one after the other as a test says, and keeps what was sent.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<SentRequest, HttpResponseMessage>> _answers = new();

    public List<SentRequest> Sent { get; } = [];

    /// <summary>Answers the request that no other answer is left for; without it that fails the test.</summary>
    public Func<SentRequest, HttpResponseMessage>? Otherwise { get; set; }

    /// <summary>Answers the next request.</summary>
    public ScriptedHandler Then(Func<SentRequest, HttpResponseMessage> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedHandler Then(HttpResponseMessage answer) => Then(_ => answer);

    public ScriptedHandler Then(Exception failure) => Then(_ => throw failure);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!.OriginalString, headers, body, cancellationToken);
        Sent.Add(sent);
        if (_answers.TryDequeue(out var answer)) return answer(sent);
        return Otherwise?.Invoke(sent) ?? throw new InvalidOperationException($"No answer is left for {sent.Method} {sent.Uri}.");
    }
}

internal sealed record SentRequest(
    string Method, string Uri, IReadOnlyDictionary<string, string> Headers, byte[]? Body, CancellationToken CancellationToken)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body ?? []);
}

/// <summary>Answers of the service.</summary>
internal static class Answers
{
    public static HttpResponseMessage Status(HttpStatusCode status, params (string Name, string Value)[] headers) =>
        Bytes(status, [], headers);

    public static HttpResponseMessage Bytes(HttpStatusCode status, byte[] bytes, params (string Name, string Value)[] headers) =>
        Content(status, new ByteArrayContent(bytes), headers);

    public static HttpResponseMessage Xml(string xml, params (string Name, string Value)[] headers) =>
        Bytes(HttpStatusCode.OK, System.Text.Encoding.UTF8.GetBytes(xml), headers);

    public static HttpResponseMessage Error(
        HttpStatusCode status, string code, string more = "", params (string Name, string Value)[] headers) =>
        Bytes(
            status,
            System.Text.Encoding.UTF8.GetBytes(
                $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>It is so.</Message>{more}</Error>"),
            [("x-oss-request-id", "5C3D9175B6FC201293AD4"), .. headers]);

    public static HttpResponseMessage Content(HttpStatusCode status, HttpContent content, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage(status) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (answer.Headers.TryAddWithoutValidation(name, value)) continue;
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }
}

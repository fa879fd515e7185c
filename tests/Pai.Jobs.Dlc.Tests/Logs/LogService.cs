using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>PAI-DLC with one job, as far as reading logs needs it: GetJob and GetPodLogs of <see cref="ModelLog"/>.</summary>
internal sealed class LogService : HttpMessageHandler
{
    public const string JobId = "dlc1";
    public const string Tag = "k3v8x2qa";

    private readonly List<(DateTimeOffset Time, string Status)> _statuses = [];
    private readonly List<ModelPod> _pods = [];

    public LogService(DlcLogOptions? options = null)
    {
        Clock = new(Start);
        Client = new(
            PaiCredentials.FromAccessKey(new("testid", "testsecret")),
            ApiEndpoint.OfRegion(ApiService.Dlc, "cn-hangzhou"),
            new() { Handler = this, TimeProvider = Clock, MaxAttempts = 1 });
        Logs = new(Client, Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, options);
        Now = () => Clock.GetUtcNow();
    }

    public static DateTimeOffset Start => LogPlan.Start;

    public static string EndOf(string phase = "command", int code = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"[pai-jobs:end {Tag} {phase} {code}]");

    public JumpingClock Clock { get; }

    public DlcClient Client { get; }

    public DlcLogs Logs { get; }

    public List<(DateTimeOffset Time, string Operation, IReadOnlyDictionary<string, string> Query)> Sent { get; } = [];

    /// <summary>Answers a request instead of the service; null where the service does.</summary>
    public Func<string, CancellationToken, Task<HttpResponseMessage?>>? Fault { get; set; }

    /// <summary>True if the job tells the tag of its launch script.</summary>
    public bool HasTag { get; set; } = true;

    private Func<DateTimeOffset> Now { get; }

    public int CallsOf(string operation) => Sent.Count(s => s.Operation == operation);

    /// <summary>Gives the job a status from a time on.</summary>
    public LogService At(double seconds, string status)
    {
        _statuses.Add((Start.AddSeconds(seconds), status));
        return this;
    }

    /// <summary>Adds a pod to a node; another one in the same node takes its place.</summary>
    public ModelLog Pod(string node, double seconds = 0, double? end = null, ModelLog? log = null)
    {
        var number = _pods.Count(p => p.Node == node);
        log ??= new();
        _pods.Add(new(node, $"{node}-uid-{number}", Start.AddSeconds(seconds), end is { } e ? Start.AddSeconds(e) : null, log));
        return log;
    }

    /// <summary>Reads lines to the end, or as many as are asked for.</summary>
    public async Task<List<LogLine>> ReadAsync(
        LogQuery? query = null, int max = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var lines = new List<LogLine>();
        if (max == 0) return lines;
        await foreach (var line in Logs.ReadAsync(JobId, query ?? new() { Follow = true }, cancellationToken))
        {
            lines.Add(line);
            if (lines.Count >= max) break;
        }

        return lines;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var uri = new Uri(request.RequestUri!.OriginalString);
        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var operation = parts.Length > 4 ? "GetPodLogs" : "GetJob";
        var parsed = HttpUtility.ParseQueryString(uri.Query);
        var query = parsed.AllKeys.ToDictionary(k => k!, k => parsed[k]!);
        lock (Sent) Sent.Add((Now(), operation, query));
        if (Fault is { } fault && await fault(operation, cancellationToken) is { } answer) return answer;
        if (parts[3] != JobId) return Answers.Error(HttpStatusCode.NotFound, "NotFound");
        return Answers.Json((operation == "GetJob" ? Job() : Lines(parts[5], query)).ToJsonString());
    }

    private JsonObject Job()
    {
        var now = Now();
        var (since, status) = _statuses.LastOrDefault(s => s.Time <= now);
        status ??= "Creating";
        var job = new JsonObject
        {
            ["JobId"] = JobId,
            ["Status"] = status,
            ["GmtCreateTime"] = Text(Start),
            ["JobSpecs"] = new JsonArray(new JsonObject { ["PodCount"] = _pods.Select(p => p.Node).Distinct().Count() }),
            ["Pods"] = new JsonArray([.. _pods.Where(p => p.Start <= now).GroupBy(p => p.Node).Select(g => Json([.. g], now))]),
        };
        if (HasTag) job["Settings"] = new JsonObject { ["Tags"] = new JsonObject { [DlcJobBody.MarkerTag] = Tag } };
        if (status is "Succeeded" or "Failed" or "Stopped") job["GmtFinishTime"] = Text(since);
        return job;
    }

    private static JsonObject Json(List<ModelPod> pods, DateTimeOffset now)
    {
        var json = Json(pods[^1], now);
        json["HistoryPods"] = new JsonArray([.. pods.SkipLast(1).Reverse().Select(p => Json(p, now))]);
        return json;
    }

    private static JsonObject Json(ModelPod pod, DateTimeOffset now)
    {
        var json = new JsonObject
        {
            ["PodId"] = $"{JobId}-{pod.Node}",
            ["PodUid"] = pod.Uid,
            ["Status"] = pod.End <= now ? "Failed" : "Running",
            ["GmtCreateTime"] = Text(pod.Start),
        };
        if (pod.End <= now) json["GmtFinishTime"] = Text(pod.End.Value);
        return json;
    }

    private JsonObject Lines(string podId, Dictionary<string, string> query)
    {
        var now = Now();
        var uid = query.GetValueOrDefault("PodUid");
        var pod = _pods.FindLast(p => $"{JobId}-{p.Node}" == podId && (uid is null ? p.Start <= now : p.Uid == uid));
        var window = new LogWindow(Second(query["StartTime"]), query.TryGetValue("EndTime", out var end) ? Second(end) : null);
        return new() { [nameof(DlcPodLogs.Logs)] = new JsonArray([.. pod!.Log.Read(window, now).Select(l => JsonValue.Create(l))]) };
    }

    private static long Second(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeSeconds();

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed record ModelPod(string Node, string Uid, DateTimeOffset Start, DateTimeOffset? End, ModelLog Log);
}

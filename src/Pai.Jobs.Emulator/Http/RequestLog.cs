using System.Globalization;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The last requests, for tests to look at.</summary>
internal sealed class RequestLog
{
    private const int Limit = 10_000;

    private static readonly Dictionary<string, string> s_none = [];

    private readonly Lock _gate = new();
    private readonly Queue<EmulatedRequest> _requests = new();

    public void Add(OssRequest request, int status, string? errorCode)
    {
        var entry = new EmulatedRequest
        {
            Id = request.Id,
            Method = request.Method,
            Host = request.Host,
            Bucket = request.Bucket,
            Key = request.Key,
            Operation = request.Operation,
            JobId = request.JobId,
            Parameters = request.Product is null ? s_none : Parameters(request.Query),
            PartNumber = Number(request.Query["partNumber"]),
            Range = request.Header("range"),
            BytesReceived = request.BytesReceived,
            Status = status,
            ErrorCode = errorCode,
            Fault = request.Fault?.Fault,
        };
        lock (_gate)
        {
            if (_requests.Count == Limit) _requests.Dequeue();
            _requests.Enqueue(entry);
        }
    }

    public IReadOnlyList<EmulatedRequest> Snapshot()
    {
        lock (_gate) return [.. _requests];
    }

    public void Clear()
    {
        lock (_gate) _requests.Clear();
    }

    private static Dictionary<string, string> Parameters(RawQuery query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in query.Pairs) parameters.TryAdd(name, value);
        return parameters;
    }

    private static int? Number(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>Records the spans of the library that belong to one trace; those of other tests have others.</summary>
internal sealed class TracedSpans : IDisposable
{
    private const string SourceName = "Pai.Jobs.Tests";

    private static readonly ActivitySource s_source = new(SourceName);

    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();

    public TracedSpans()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name is SourceName or PaiJobsTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        Root = s_source.StartActivity("test")!;
    }

    /// <summary>The span of the test, which is the current one.</summary>
    public Activity Root { get; }

    /// <summary>Those that have ended, in order of their start.</summary>
    public IReadOnlyList<Activity> Ended =>
        [.. _ended.Where(a => a.TraceId == Root.TraceId && a != Root).OrderBy(a => a.StartTimeUtc)];

    public Activity One(string name) => Ended.Single(a => a.OperationName == name);

    /// <summary>Every attribute of every span, and every description.</summary>
    public IEnumerable<string> AllStrings() =>
        Ended.SelectMany(a => a.TagObjects.Select(t => $"{t.Value}").Append(a.StatusDescription ?? "").Append(a.OperationName));

    public void Dispose()
    {
        Root.Dispose();
        _listener.Dispose();
    }
}

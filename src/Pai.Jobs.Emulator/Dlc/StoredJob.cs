using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A job, within the lock of its store.</summary>
internal sealed class StoredJob
{
    /// <summary>In the order of their times.</summary>
    private readonly List<ScriptedLine> _lines = [];
    private readonly List<ScriptedEvent> _events = [];
    private EmulatedJob _script = new();

    public StoredJob(string id, JsonObject request, DateTimeOffset created)
    {
        (Id, Request) = (id, request);
        RequestText = request.ToJsonString();
        Created = Modified = created;
        Priority = request.Number("Priority") ?? 1;
        Accessibility = request.Text("Accessibility") ?? "PUBLIC";
        Description = request.Text("Description");
        foreach (var (key, value) in request.Object("Settings")?.Map("Tags") ?? []) Tags[key] = value;
        Places =
        [
            .. request.Objects("JobSpecs").SelectMany(spec => Enumerable.Range(0, (int)(spec.Number("PodCount") ?? 1))
                .Select(index => new PodPlace(id, spec.Text("Type") ?? "Worker", index))),
        ];
        Timeline = new(created);
    }

    public string Id { get; }

    /// <summary>The body of CreateJob.</summary>
    public JsonObject Request { get; }

    public string RequestText { get; }

    public DateTimeOffset Created { get; }

    /// <summary>Which job of the store it is, by the time of creation.</summary>
    public int Number { get; set; }

    public DateTimeOffset Modified { get; set; }

    public string UserId { get; private set; } = OssService.Owner;

    public long Priority { get; set; }

    public string Accessibility { get; set; }

    public string? Description { get; set; }

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<PodPlace> Places { get; }

    public JobTimeline Timeline { get; }

    /// <summary>The execution on this machine; null for a job that follows a script.</summary>
    public RunningJob? Execution { get; set; }

    public IReadOnlyList<ScriptedEvent> Events => _events;

    public IReadOnlyList<ScriptedMetric> Metrics => _script.Metrics;

    public string DisplayName => Request.Text("DisplayName") ?? "";

    public string WorkspaceId => Request.Text("WorkspaceId") ?? "";

    public string? ResourceId => Request.Text("ResourceId");

    /// <summary>The time that it has waited for resources before its script began.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Takes a script over, once, before it begins.</summary>
    public void Take(EmulatedJob script)
    {
        _script = script;
        UserId = script.UserId ?? UserId;
    }

    /// <summary>Begins what the job does, once it has its resources.</summary>
    public void Begin(DateTimeOffset time)
    {
        if (Execution is { } execution)
        {
            execution.Begin();
            return;
        }

        Waited = time - Created;
        Timeline.Follow(_script, time);
        _lines.AddRange(_script.Lines.OrderBy(line => line.Time).Select(line => line with { Time = line.Time + Waited }));
        _events.AddRange(_script.Events.OrderBy(e => e.Time).Select(e => e with { Time = e.Time + Waited }));
    }

    public void Stop(DateTimeOffset now)
    {
        if (Execution is { HasBegun: true } execution) execution.Stop("JobStoppedByUser", "The job is stopped by the user.");
        else Timeline.Stop(now, _script.StopTime);
        Modified = now;
    }

    /// <summary>The lines from a time on, in the order of their times; a log may have millions before it.</summary>
    public IEnumerable<ScriptedLine> LinesFrom(DateTimeOffset start)
    {
        var (first, end) = (0, _lines.Count);
        while (first < end)
        {
            var middle = first + (end - first) / 2;
            if (Created + _lines[middle].Time < start) first = middle + 1;
            else end = middle;
        }

        for (var i = first; i < _lines.Count; i++) yield return _lines[i];
    }

    /// <summary>Adds a line behind the others, even if the clock was put back.</summary>
    public void AddLine(DateTimeOffset time, string line, string pod)
    {
        var after = time - Created;
        if (_lines.Count > 0 && _lines[^1].Time > after) after = _lines[^1].Time;
        _lines.Add(new(after, line, pod, default));
    }

    public void AddEvent(DateTimeOffset time, string message, string? pod) => _events.Add(new(time - Created, message, pod));

    public EmulatedJobInfo Show(string status) => new()
    {
        JobId = Id,
        DisplayName = DisplayName,
        WorkspaceId = WorkspaceId,
        UserCommand = Request.Text("UserCommand") ?? "",
        Envs = Request.Map("Envs"),
        Tags = new Dictionary<string, string>(Tags, StringComparer.Ordinal),
        Status = status,
        Created = Created,
        Request = RequestText,
    };
}

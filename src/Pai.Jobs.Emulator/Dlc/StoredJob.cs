using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A job, within the lock of its store.</summary>
internal sealed class StoredJob
{
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
        Timeline = new(created, new());
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

    public JobTimeline Timeline { get; private set; }

    /// <summary>In the order of their times.</summary>
    public IReadOnlyList<ScriptedLine> Lines { get; private set; } = [];

    public IReadOnlyList<ScriptedEvent> Events { get; private set; } = [];

    public string DisplayName => Request.Text("DisplayName") ?? "";

    public string WorkspaceId => Request.Text("WorkspaceId") ?? "";

    /// <summary>Takes over a script, once.</summary>
    public void Follow(EmulatedJob script)
    {
        Timeline = new(Created, script);
        Lines = [.. script.Lines.OrderBy(line => line.Time)];
        Events = [.. script.Events.OrderBy(e => e.Time)];
        UserId = script.UserId ?? UserId;
    }

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

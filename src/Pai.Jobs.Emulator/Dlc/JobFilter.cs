using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Chooses the jobs that a request to list them is about.</summary>
internal sealed class JobFilter
{
    private readonly PaiCall _call;
    private readonly Supply _supply;
    private readonly NumericRange? _range;
    private readonly string[]? _resources;
    private readonly DateTimeOffset _start;
    private readonly DateTimeOffset _end;
    private readonly bool _byFinish;
    private readonly bool _own;
    private readonly Dictionary<string, string> _tags;

    public JobFilter(PaiCall call, DateTimeOffset now, Supply supply)
    {
        (_call, _supply, _range, _resources) = (call, supply, NumericRange.Of(call), call.List("ResourceIds"));
        // The documents name the default only.
        if (call["DisplayNameSearchMode"] is not (null or "wildcard")) throw PaiErrors.NotEmulated("DisplayNameSearchMode");
        _start = call.Time("StartTime") ?? now.AddDays(-7);
        _end = call.Time("EndTime") ?? now;
        _byFinish = call["TimeRangeField"] switch
        {
            null or "GmtCreateTime" => false,
            "GmtFinishTime" => true,
            var other => throw PaiErrors.Invalid("TimeRangeField", $"'{other}' is not a time of a job."),
        };
        _own = call.Flag("ShowOwn") ?? true;
        if (call.Flag("FromAllWorkspaces") == true && !_own)
            throw PaiErrors.Invalid("FromAllWorkspaces", "it needs ShowOwn.");
        _tags = Tags(call["Tags"]);
    }

    /// <summary>The jobs that are named by id, or all.</summary>
    public static IEnumerable<StoredJob> Candidates(PaiCall call, JobStore store)
    {
        var ids = call["JobId"] is { } id ? [id] : call.List("JobIds");
        if (ids is null) return store.Jobs.Values;
        return ids.Distinct(StringComparer.OrdinalIgnoreCase).Select(one => store.Jobs.GetValueOrDefault(one)).OfType<StoredJob>();
    }

    public bool Matches(StoredJob job, JobStep current)
    {
        var time = !_byFinish ? job.Created : current.IsEnd ? current.Time : DateTimeOffset.MaxValue;
        return Times.WholeSeconds(time) >= _start && Times.WholeSeconds(time) <= _end
            && (!_own || JobUsers.IsCaller(job.UserId))
            && (_call.Flag("FromAllWorkspaces") == true || Is("WorkspaceId", job.WorkspaceId))
            && Contains("DisplayName", job.DisplayName)
            && Is("Status", current.Status)
            && Is("JobType", job.Request.Text("JobType"))
            && Is("ResourceId", job.ResourceId)
            && (_resources is null || _resources.Contains(job.ResourceId))
            && Contains("ResourceQuotaName", _supply.QuotaOf(job)?.Name)
            && Is("PaymentType", PaymentType.Of(job))
            && Is("OversoldInfo", OversoldInfo(job))
            && (_call.Flag("EnableAssignNode") is not { } assigns || assigns == AssignsNode(job))
            && (_range is null || _range.Contains(PodResources.OfJob(job.Request, _supply)))
            && Is("Accessibility", job.Accessibility)
            && Is("TemplateId", job.Request.Text("TemplateId"))
            && Is("UserIdForFilter", job.UserId)
            && Contains("Username", JobUsers.NameOf(job.UserId))
            && Contains("Description", job.Description)
            && Contains("UserCommandSearch", job.Request.Text("UserCommand"))
            && Contains("ReasonSearch", $"{current.Reason} {current.ReasonMessage}")
            && job.Request.Objects("JobSpecs").Any(spec => Contains("ImageSearch", spec.Text("Image")))
            && MatchesSettings(job.Request.Object("Settings"))
            && _tags.All(tag => job.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value);
    }

    private bool MatchesSettings(JsonObject? settings) =>
        Is("BusinessUserId", settings?.Text("BusinessUserId"))
        && Is("Caller", settings?.Text("Caller"))
        && Is("PipelineId", settings?.Text("PipelineId"));

    /// <summary>No job of the emulator uses resources that are sold more than once.</summary>
    private static string? OversoldInfo(StoredJob job) => job.Request.Object("Settings")?.Text("OversoldType") switch
    {
        "AcceptQuotaOverSold" => "AcceptQuotaOverSold-false",
        var other => other,
    };

    private static bool AssignsNode(StoredJob job) => job.Request.Objects("JobSpecs").Any(spec =>
        spec.Object("AssignNodeSpec")?["EnableAssignNode"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag);

    private bool Is(string parameter, string? value) => _call[parameter] is not { } wanted || wanted == value;

    private bool Contains(string parameter, string? value) =>
        _call[parameter] is not { } wanted || value?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;

    private static Dictionary<string, string> Tags(string? json)
    {
        if (json is null) return [];
        try
        {
            return new JsonObject { ["Tags"] = JsonNode.Parse(json) }.Map("Tags");
        }
        catch (JsonException e)
        {
            throw PaiErrors.Invalid("Tags", e.Message);
        }
    }
}

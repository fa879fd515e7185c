using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>ListDatasets and GetDataset.</summary>
internal sealed class DatasetOperations(EmulatedAiWorkspace settings)
{
    public JsonObject List(PaiCall call)
    {
        foreach (var name in (string[])["SourceTypes", "SourceId", "SourceDatasetId", "ShareScope", "Edition"])
        {
            if (call[name] is not null) throw PaiErrors.NotEmulated(name);
        }

        var workspace = call["WorkspaceId"] ?? Default()
            ?? throw PaiErrors.Invalid("WorkspaceId", "there is no default workspace.");
        var found = Sort(settings.Datasets.Where(one => Matches(one, call, workspace)), call).ToArray();
        return new()
        {
            ["Datasets"] = PaiPages.Page(found, call, ifMissing: 10).Select(Json).ToJson(),
            ["TotalCount"] = found.Length,
        };
    }

    public JsonObject Get(PaiCall call)
    {
        var found = settings.Datasets.FirstOrDefault(one => one.DatasetId == call.Route.Id)
            ?? throw PaiErrors.NotFound("dataset", call.Route.Id);
        var json = Json(found);
        if (found.Provider is { } provider) json["Provider"] = provider;
        return json;
    }

    private string? Default() => settings.Workspaces.FirstOrDefault(workspace => workspace.IsDefault)?.WorkspaceId;

    private bool Matches(EmulatedDataset one, PaiCall call, string workspace) =>
        call["Provider"] == one.Provider
        && (one.Provider is not null || (one.WorkspaceId ?? Default()) == workspace)
        && (call["Name"] is not { } name || one.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
        && IsIn(call, "DatasetIds", one.DatasetId)
        && IsIn(call, "DataSourceTypes", one.DataSourceType)
        && IsIn(call, "DataTypes", one.DataType)
        && IsIn(call, "Properties", one.Property)
        && (call["Accessibility"] is not { } accessibility || accessibility == one.Accessibility)
        && (call["Label"] is not { } label || one.Labels.Any(l => $"{l.Key}={l.Value}" == label || l.Key == label));

    private static bool IsIn(PaiCall call, string parameter, string value) => call.List(parameter) is not { } list || list.Contains(value);

    private static IEnumerable<EmulatedDataset> Sort(IEnumerable<EmulatedDataset> found, PaiCall call)
    {
        Func<EmulatedDataset, string> key = call["SortBy"] switch
        {
            null or "GmtCreateTime" or "GmtModifiedTime" => one => Times.ToXml(one.Created),
            "DataSourceType" => one => one.DataSourceType,
            "DataType" => one => one.DataType,
            var other => throw PaiErrors.Invalid("SortBy", $"'{other}' is not a member that datasets are sorted by."),
        };
        return call["Order"] switch
        {
            null or "ASC" => found.OrderBy(key, StringComparer.Ordinal),
            "DESC" => found.OrderByDescending(key, StringComparer.Ordinal),
            var other => throw PaiErrors.Invalid("Order", $"'{other}' is neither ASC nor DESC."),
        };
    }

    private JsonObject Json(EmulatedDataset one)
    {
        var (version, uri) = one.LaterVersions.Count > 0 ? one.LaterVersions.Last() : new(EmulatedDataset.FirstVersion, one.Uri);
        var json = Version(one, one.Uri);
        json["DatasetId"] = one.DatasetId;
        json["Name"] = one.Name;
        json["Description"] = one.Description;
        json["WorkspaceId"] = one.WorkspaceId ?? Default();
        json["UserId"] = OssService.Owner;
        json["OwnerId"] = OssService.Owner;
        json["DataType"] = one.DataType;
        json["Accessibility"] = one.Accessibility;
        json["SourceType"] = one.Provider is null ? "USER" : "PAI_PUBLIC_DATASET";
        json["ProviderType"] = "Ecs";
        json["Edition"] = "BASIC";
        json["IsShared"] = false;
        json["Labels"] = one.Labels.Select(label => new JsonObject { ["Key"] = label.Key, ["Value"] = label.Value }).ToJson();
        json["GmtCreateTime"] = Times.ToXml(one.Created);
        json["GmtModifiedTime"] = Times.ToXml(one.Created);
        json["LatestVersion"] = Version(one, uri);
        json["LatestVersion"]!["VersionName"] = version;
        return json;
    }

    /// <summary>The members of a version, which those of the dataset repeat for the first one.</summary>
    private static JsonObject Version(EmulatedDataset one, string uri) => new()
    {
        ["Uri"] = uri,
        ["Options"] = new JsonObject { ["mountPath"] = one.MountPath }.ToJsonString(),
        ["Property"] = one.Property,
        ["DataSourceType"] = one.DataSourceType,
        ["MountAccess"] = one.MountAccess,
    };
}

using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>ListWorkspaces, GetWorkspace and ListConfigs.</summary>
internal sealed class WorkspaceOperations(EmulatedAiWorkspace settings)
{
    public JsonObject List(PaiCall call)
    {
        if (call["Option"] is not (null or "GetWorkspaces")) throw PaiErrors.NotEmulated("Option");
        foreach (var name in (string[])["UserId", "ResourceGroupId", "Fields"])
        {
            if (call[name] is not null) throw PaiErrors.NotEmulated(name);
        }

        var ids = call.List("WorkspaceIds");
        var found = settings.Workspaces
            .Where(workspace => ids is null || ids.Contains(workspace.WorkspaceId))
            .Where(workspace => call["WorkspaceName"] is not { } name || workspace.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .Where(_ => call["Status"] is null or "ENABLED")
            .ToArray();
        var sorted = call["Order"] switch
        {
            null or "ASC" => found.OrderBy(workspace => workspace.Created).ToArray(),
            "DESC" => found.OrderByDescending(workspace => workspace.Created).ToArray(),
            var other => throw PaiErrors.Invalid("Order", $"'{other}' is neither ASC nor DESC."),
        };
        return new() { ["Workspaces"] = PaiPages.Page(sorted, call, ifMissing: 20).Select(Json).ToJson(), ["TotalCount"] = found.Length };
    }

    public JsonObject Get(PaiCall call) => Json(Find(call));

    public JsonObject Configs(PaiCall call)
    {
        if (call["Labels"] is not null) throw PaiErrors.NotEmulated("Labels");
        var keys = call.List("ConfigKeys");
        var found = Find(call).Configs.Where(config => keys is null || keys.Contains(config.Key)).ToArray();
        return new()
        {
            ["Configs"] = found.Select(c => new JsonObject { ["ConfigKey"] = c.Key, ["ConfigValue"] = c.Value }).ToJson(),
            ["TotalCount"] = found.Length,
        };
    }

    private EmulatedWorkspace Find(PaiCall call) =>
        settings.Workspaces.FirstOrDefault(workspace => workspace.WorkspaceId == call.Route.Id)
        ?? throw PaiErrors.NotFound("workspace", call.Route.Id);

    private static JsonObject Json(EmulatedWorkspace workspace) => new()
    {
        ["WorkspaceId"] = workspace.WorkspaceId,
        ["WorkspaceName"] = workspace.Name,
        ["DisplayName"] = workspace.Name,
        ["Description"] = workspace.Description,
        ["Creator"] = OssService.Owner,
        ["Status"] = "ENABLED",
        ["EnvTypes"] = ((string[])["prod"]).ToJson(),
        ["IsDefault"] = workspace.IsDefault,
        ["GmtCreateTime"] = Times.ToSeconds(workspace.Created),
        ["GmtModifiedTime"] = Times.ToSeconds(workspace.Created),
    };
}

using System.Text.Json.Nodes;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>ListImages and GetImage.</summary>
internal sealed class ImageOperations(EmulatedAiWorkspace settings)
{
    public JsonObject List(PaiCall call)
    {
        if (call["SortBy"] is not (null or "GmtCreateTime")) throw PaiErrors.Invalid("SortBy", "only GmtCreateTime is possible.");
        var labels = (call.List("Labels") ?? []).Select(label => label.Split('=', 2)).ToArray();
        var found = Sort(settings.Images.Where(image => Matches(image, call, labels)), call).ToArray();
        var verbose = call.Flag("Verbose") == true;
        var page = PaiPages.Page(found, call, ifMissing: 20).Select(image =>
        {
            var json = Json(image, verbose);
            json["ImageId"] = image.ImageId;
            return json;
        });
        return new() { ["Images"] = page.ToJson(), ["TotalCount"] = found.Length };
    }

    /// <summary>The service does not repeat the id.</summary>
    public JsonObject Get(PaiCall call) => Json(
        settings.Images.FirstOrDefault(image => image.ImageId == call.Route.Id) ?? throw PaiErrors.NotFound("image", call.Route.Id),
        call.Flag("Verbose") == true);

    /// <summary>Without a workspace there are the official images only, and with one only its own.</summary>
    private static bool Matches(EmulatedImage image, PaiCall call, string[][] labels) =>
        call["WorkspaceId"] == image.WorkspaceId
        && Contains(call["Name"], image.Name)
        && (Contains(call["Query"], image.Name) || Contains(call["Query"], image.Description))
        && (call["ImageUri"] is not { } uri || uri == image.ImageUri)
        && (call["Accessibility"] is not { } accessibility || accessibility == AccessibilityOf(image))
        && labels.All(label => image.Labels.TryGetValue(label[0], out var value) && value == label.ElementAtOrDefault(1));

    private static bool Contains(string? wanted, string? value) =>
        wanted is null || value?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;

    private static IEnumerable<EmulatedImage> Sort(IEnumerable<EmulatedImage> images, PaiCall call) => call["Order"] switch
    {
        null or "ASC" => images.OrderBy(image => image.Created),
        "DESC" => images.OrderByDescending(image => image.Created),
        var other => throw PaiErrors.Invalid("Order", $"'{other}' is neither ASC nor DESC."),
    };

    private static string AccessibilityOf(EmulatedImage image) => image.WorkspaceId is null ? "PUBLIC" : "PRIVATE";

    private static JsonObject Json(EmulatedImage image, bool verbose)
    {
        var json = new JsonObject
        {
            ["Name"] = image.Name,
            ["ImageUri"] = image.ImageUri,
            ["Accessibility"] = AccessibilityOf(image),
            ["GmtCreateTime"] = Times.ToSeconds(image.Created),
            ["GmtModifiedTime"] = Times.ToSeconds(image.Created),
        };
        if (image.Description is { } description) json["Description"] = description;
        if (image.WorkspaceId is { } workspace) json["WorkspaceId"] = workspace;
        if (!verbose) return json;
        json["Labels"] = image.Labels.Select(label => new JsonObject { ["Key"] = label.Key, ["Value"] = label.Value }).ToJson();
        return json;
    }
}

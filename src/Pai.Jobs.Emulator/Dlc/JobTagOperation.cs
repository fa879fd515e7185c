using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>TagResources: all jobs get the tags, or none.</summary>
internal sealed class JobTagOperation(JobStore store)
{
    private const int MaxJobs = 50;
    private const int MaxTags = 20;

    public JsonObject Tag(PaiCall call)
    {
        var request = call.Json();
        if (request.Text("RegionId") is null) throw PaiErrors.Missing("RegionId");
        var type = request.Text("ResourceType") ?? throw PaiErrors.Missing("ResourceType");
        if (type != "Job") throw PaiErrors.Invalid("ResourceType", $"'{type}' is not Job.");
        var ids = request.Texts("ResourceId");
        if (ids.Count == 0) throw PaiErrors.Missing("ResourceId");
        if (ids.Count > MaxJobs) throw PaiErrors.Invalid("ResourceId", $"{ids.Count} jobs, of {MaxJobs} at most.");
        var tags = request.Objects("Tag").Select(tag => (Key: CheckKey(tag.Text("Key")), Value: tag.Text("Value") ?? "")).ToArray();
        if (tags.Length is 0 or > MaxTags) throw PaiErrors.Invalid("Tag", $"{tags.Length} tags: there must be 1 to {MaxTags}.");
        lock (store.Gate)
        {
            var jobs = ids.Select(store.Find).ToArray();
            foreach (var job in jobs)
            {
                foreach (var (key, value) in tags) job.Tags[key] = value;
            }
        }

        return [];
    }

    private static string CheckKey(string? key)
    {
        if (key is null) throw PaiErrors.Missing("Tag.Key");
        var isReserved = key.StartsWith("aliyun", StringComparison.Ordinal) || key.StartsWith("acs:", StringComparison.Ordinal)
            || key.Contains("http://", StringComparison.Ordinal) || key.Contains("https://", StringComparison.Ordinal);
        return key.Length <= 128 && !isReserved ? key : throw PaiErrors.Invalid("Tag.Key", $"'{key}' is too long or reserved.");
    }
}

using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A pod as GetJob and ListJobs give it, with the earlier ones in its place.</summary>
internal static class PodJson
{
    /// <param name="place">The place.</param>
    /// <param name="lives">The times in which there is a pod, at least one.</param>
    /// <param name="now">The time.</param>
    public static JsonObject Create(PodPlace place, IReadOnlyList<PodLife> lives, DateTimeOffset now)
    {
        var pod = One(place, lives, lives.Count - 1, now);
        pod["HistoryPods"] = Enumerable.Range(0, lives.Count - 1).Select(i => One(place, lives, i, now)).ToJson();
        return pod;
    }

    private static JsonObject One(PodPlace place, IReadOnlyList<PodLife> lives, int index, DateTimeOffset now)
    {
        var life = lives[index];
        var pod = new JsonObject
        {
            ["Type"] = place.Role,
            ["PodId"] = place.Id,
            ["PodUid"] = place.Uid(index),
            ["Status"] = life.Status,
            ["SubStatus"] = life.IsEvicted ? "Evicted" : "Normal",
            ["ResourceType"] = "Normal",
            ["GmtCreateTime"] = Times.ToSeconds(life.Start),
            ["Duration"] = life.Running is { } running ? ((life.End ?? now) - running).TotalSeconds : 0.0,
        };
        if (life.Running is { } start) pod["GmtStartTime"] = Times.ToSeconds(start);
        if (life.End is { } end) pod["GmtFinishTime"] = Times.ToSeconds(end);
        return pod;
    }
}

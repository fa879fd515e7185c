using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The variables of each pod: those of the job, and those that the platform sets.</summary>
internal static class PodVariables
{
    /// <summary>The pods are processes of this machine, which find each other here.</summary>
    private const string Loopback = "127.0.0.1";

    /// <summary>The types whose pods find each other by variables alone.</summary>
    private static readonly string[] s_ranked = ["PyTorchJob", "XGBoostJob", "OneFlowJob", "ElasticBatchJob"];

    /// <summary>Refuses variables that no environment can have, and pods that need more than variables to find each other.</summary>
    public static void Check(JsonObject job, int pods)
    {
        foreach (var (name, value) in Own(job))
        {
            if (!IsName(name)) throw PaiErrors.Invalid("Envs", $"'{name}' is not the name of a variable.");
            if (value.Contains('\0')) throw PaiErrors.Invalid("Envs", $"the value of {name} has the character NUL.");
        }

        var type = job.Text("JobType")!;
        if (pods > 1 && type != "TFJob" && !s_ranked.Contains(type))
            throw PaiErrors.CannotExecute($"it runs a {type} on one pod only, not on {pods}.");
    }

    /// <summary>The variables of each pod, in the order of the pods.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Of(
        StoredJob job, string region, Supply supply)
    {
        var all = job.Places.Select(place => Common(job, place, region)).ToList();
        var type = job.Request.Text("JobType")!;
        if (s_ranked.Contains(type)) AddRanks(job, all, supply);
        else if (type == "TFJob" && all.Count > 1) AddCluster(job.Places, all);
        return all;
    }

    private static Dictionary<string, string> Common(StoredJob job, PodPlace place, string region)
    {
        var variables = Own(job.Request);
        variables["DLC_JOB_ID"] = job.Id;
        variables["REGION"] = region;
        variables["PAI_WORKSPACE_ID"] = job.WorkspaceId;
        variables["HOSTNAME"] = place.Id;
        return variables;
    }

    private static Dictionary<string, string> Own(JsonObject job)
    {
        var variables = job.Map("Envs");
        foreach (var one in job.Objects("CustomEnvs"))
            if (one.Text("Key") is { } key) variables[key] = one.Text("Value") ?? "";
        return variables;
    }

    /// <summary>The master comes first, whatever the order of the roles is.</summary>
    private static void AddRanks(StoredJob job, List<Dictionary<string, string>> all, Supply supply)
    {
        var order = Enumerable.Range(0, all.Count).OrderBy(i => job.Places[i].Role == "Master" ? 0 : 1).ToList();
        var port = Text(FreePorts(1)[0]);
        foreach (var (i, variables) in all.Index())
        {
            variables["MASTER_ADDR"] = Loopback;
            variables["MASTER_PORT"] = port;
            variables["WORLD_SIZE"] = Text(all.Count);
            variables["RANK"] = Text(order.IndexOf(i));
            if (job.Request.Text("JobType") != "PyTorchJob") continue;
            var spec = job.Request.Objects("JobSpecs").First(one => (one.Text("Type") ?? "Worker") == job.Places[i].Role);
            variables["NPROC_PER_NODE"] = Text(PodResources.Of(spec, supply).Gpu);
        }
    }

    private static void AddCluster(IReadOnlyList<PodPlace> places, List<Dictionary<string, string>> all)
    {
        var ports = FreePorts(places.Count);
        var cluster = new JsonObject();
        foreach (var (i, place) in places.Index())
        {
            var role = place.Role.ToLowerInvariant();
            if (role == "evaluator") continue;
            if (cluster[role] is not JsonArray addresses) cluster[role] = addresses = [];
            addresses.Add((JsonNode)$"{Loopback}:{Text(ports[i])}");
        }

        foreach (var (i, place) in places.Index())
        {
            all[i]["TF_CONFIG"] = new JsonObject
            {
                ["cluster"] = cluster.DeepClone(),
                ["task"] = new JsonObject { ["type"] = place.Role.ToLowerInvariant(), ["index"] = place.Index },
                ["environment"] = "cloud",
            }.ToJsonString();
        }
    }

    /// <summary>Free ports. All are taken at once, so that no two are the same.</summary>
    private static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            foreach (var listener in listeners) listener.Start();
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners) listener.Dispose();
        }
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pai.Jobs.Internal.Local;

/// <summary>The nodes of a local run, and the variables that each gets as it would from PAI's platform.</summary>
internal static class LocalNodes
{
    private const string Loopback = "127.0.0.1";

    /// <summary>The types whose nodes find each other by variables alone.</summary>
    public static IReadOnlyList<JobType> SeveralNodes { get; } =
        [JobType.PyTorchJob, JobType.TFJob, JobType.XGBoostJob, JobType.OneFlowJob, JobType.ElasticBatchJob];

    /// <summary>The names, as on the service: role and number.</summary>
    public static IReadOnlyList<string> NamesOf(JobSubmission job) => job is { JobType: JobType.TFJob, InstanceCount: > 1 }
        ? ["chief-0", .. Enumerable.Range(0, job.InstanceCount - 1).Select(i => Name("worker", i))]
        : [.. Enumerable.Range(0, job.InstanceCount).Select(i => Name("worker", i))];

    /// <summary>The platform's variables on each node.</summary>
    public static IReadOnlyList<Dictionary<string, string>> VariablesOf(JobSubmission job, string runId)
    {
        var nodes = NamesOf(job).Select(_ => new Dictionary<string, string> { ["DLC_JOB_ID"] = runId, ["REGION"] = "local" }).ToList();
        // A node alone finds what it needs in the launch script, as on a platform that tells it nothing.
        if (nodes.Count == 1) return nodes;
        if (job.JobType == JobType.TFJob) AddCluster(nodes);
        else AddRanks(nodes);
        return nodes;
    }

    private static void AddRanks(List<Dictionary<string, string>> nodes)
    {
        var port = FreePorts(1)[0];
        for (var i = 0; i < nodes.Count; i++)
        {
            nodes[i]["MASTER_ADDR"] = Loopback;
            nodes[i]["MASTER_PORT"] = Text(port);
            nodes[i]["WORLD_SIZE"] = Text(nodes.Count);
            nodes[i]["RANK"] = Text(i);
        }
    }

    private static void AddCluster(List<Dictionary<string, string>> nodes)
    {
        var addresses = FreePorts(nodes.Count).Select(p => $"\"{Loopback}:{Text(p)}\"").ToList();
        for (var i = 0; i < nodes.Count; i++)
        {
            var task = i == 0 ? """{"type":"chief","index":0}""" : $$"""{"type":"worker","index":{{Text(i - 1)}}}""";
            var workers = string.Join(',', addresses.Skip(1));
            var cluster = $$$"""{"chief":[{{{addresses[0]}}}],"worker":[{{{workers}}}]}""";
            nodes[i]["TF_CONFIG"] = $$"""{"cluster":{{cluster}},"task":{{task}},"environment":"cloud"}""";
        }
    }

    /// <summary>Ports that are free now. All are taken at once, so that no two are the same.</summary>
    private static IReadOnlyList<int> FreePorts(int count)
    {
        var listeners = new List<TcpListener>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                listeners.Add(listener);
                listener.Start();
            }

            return [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners) listener.Dispose();
        }
    }

    private static string Name(string role, int index) => $"{role}-{Text(index)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

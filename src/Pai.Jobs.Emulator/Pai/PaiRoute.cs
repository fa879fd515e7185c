using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The operation that a method and a path name, with the ids in the path.</summary>
/// <param name="Operation">The operation; <see cref="EmulatedOperation.Other"/> for none.</param>
/// <param name="Id">The job, the image, the workspace or the dataset.</param>
/// <param name="PodId">The pod of the job.</param>
internal readonly record struct PaiRoute(EmulatedOperation Operation, string Id = "", string PodId = "")
{
    private const string Prefix = "/api/v1/";

    private static readonly PaiRoute s_none = new(EmulatedOperation.Other);

    public static PaiRoute Find(OssRequest request)
    {
        if (!request.Path.StartsWith(Prefix, StringComparison.Ordinal)) return s_none;
        string[] segments =
            [request.Method, .. request.Path[Prefix.Length..].Split('/').Select(part => PercentEncoding.Decode(part, plusIsSpace: false))];
        return Array.IndexOf(segments, "") >= 0 ? s_none : request.Product == PaiProduct.Dlc ? OfDlc(segments) : OfAiWorkspace(segments);
    }

    private static PaiRoute OfDlc(string[] segments) => segments switch
    {
        ["POST", "jobs"] => new(EmulatedOperation.CreateJob),
        ["GET", "jobs"] => new(EmulatedOperation.ListJobs),
        ["GET", "jobs", var job] => new(EmulatedOperation.GetJob, job),
        ["PUT", "jobs", var job] => new(EmulatedOperation.UpdateJob, job),
        ["DELETE", "jobs", var job] => new(EmulatedOperation.DeleteJob, job),
        ["POST", "jobs", var job, "stop"] => new(EmulatedOperation.StopJob, job),
        ["GET", "jobs", var job, "events"] => new(EmulatedOperation.GetJobEvents, job),
        ["GET", "jobs", var job, "pods", var pod, "logs"] => new(EmulatedOperation.GetPodLogs, job, pod),
        ["GET", "jobs", var job, "pods", var pod, "events"] => new(EmulatedOperation.GetPodEvents, job, pod),
        ["GET", "jobs", var job, "pods", var pod, "webterminal"] => new(EmulatedOperation.GetWebTerminal, job, pod),
        ["GET", "jobs", var job, "metrics"] => new(EmulatedOperation.GetJobMetrics, job),
        ["POST", "tags"] => new(EmulatedOperation.TagResources),
        ["GET", "ecsspecs"] => new(EmulatedOperation.ListEcsSpecs),
        _ => s_none,
    };

    private static PaiRoute OfAiWorkspace(string[] segments) => segments switch
    {
        ["GET", "images"] => new(EmulatedOperation.ListImages),
        ["GET", "images", var image] => new(EmulatedOperation.GetImage, image),
        ["GET", "workspaces"] => new(EmulatedOperation.ListWorkspaces),
        ["GET", "workspaces", var workspace] => new(EmulatedOperation.GetWorkspace, workspace),
        ["GET", "workspaces", var workspace, "configs"] => new(EmulatedOperation.ListConfigs, workspace),
        ["GET", "datasets"] => new(EmulatedOperation.ListDatasets),
        ["GET", "datasets", var dataset] => new(EmulatedOperation.GetDataset, dataset),
        _ => s_none,
    };
}

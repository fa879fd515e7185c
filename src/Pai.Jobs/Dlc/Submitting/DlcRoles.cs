namespace Pai.Jobs.Internal.Dlc;

/// <summary>The roles of a job's nodes. All run the same command.</summary>
internal static class DlcRoles
{
    private const string Worker = "Worker";

    /// <summary>The roles with the number of their nodes; null for a kind of job that has none of its own here.</summary>
    /// <param name="type">The kind of job.</param>
    /// <param name="nodes">The number of nodes, at least 1.</param>
    public static IReadOnlyList<(string Role, int Nodes)>? Of(JobType type, int nodes) => type switch
    {
        JobType.PyTorchJob or JobType.XGBoostJob or JobType.OneFlowJob or JobType.ElasticBatchJob => [(Worker, nodes)],
        JobType.MPIJob => Led("Master", nodes),
        JobType.RayJob => Led("Head", nodes),
        JobType.TFJob => Led("Chief", nodes),
        _ => null,
    };

    private static IReadOnlyList<(string Role, int Nodes)> Led(string first, int nodes) =>
        nodes == 1 ? [(first, 1)] : [(first, 1), (Worker, nodes - 1)];
}

using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>What is where in the folder of one run. It is the folder of its first node too.</summary>
internal sealed record RunFolder(string Root) : NodeFolder(Root)
{
    public string Id => Path.GetFileName(Root);

    /// <summary>What was submitted. Written before the folder appears under its name, and never again.</summary>
    public string RunFile => In("run.json");

    // Facts: each written once, complete or not there.
    public string SupervisorFile => In("supervisor");

    public string StopFile => In("stop");

    public string ExitFile => In("exit");

    /// <summary>
    /// What the nodes use, as the supervisor measures it each second and at a node's end: <c>UPTIME NODE TICKS PAGES</c> on each line. The
    /// machine's uptime in seconds (with decimals), the node's index, the processor time of its processes since its start in 1/100 s, and
    /// their resident memory in pages of the system (0 at the end). Only on Linux; the last line may be cut off.
    /// </summary>
    public string MetricsFile => In("metrics");

    public string Config => In("ml/input/config");

    public string SuperviseScript => In("supervise.sh");

    /// <summary>The folder of a node. That of the first is the run's; all see the same inputs and outputs, which are there.</summary>
    public NodeFolder Node(int index) =>
        index == 0 ? this : new NodeFolder(In(string.Create(CultureInfo.InvariantCulture, $"nodes/{index}")));

    /// <summary>All nodes with their names, as the record has them.</summary>
    public IReadOnlyList<(string Name, NodeFolder Folder)> Nodes(IReadOnlyList<string> names) => [.. names.Select((n, i) => (n, Node(i)))];
}

using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>The layout of the folder of one run. It is the folder of its first node too.</summary>
internal sealed record RunFolder(string Root) : NodeFolder(Root)
{
    public string Id => Path.GetFileName(Root);

    /// <summary>The submitted job. Written before the folder appears under its name, and never again.</summary>
    public string RunFile => In("run.json");

    // Facts: each is one line, and not there before its end is. Most files are there from the start, filled with blanks that the fact is
    // written over: a full disk must not lose it.
    public string SupervisorFile => In("supervisor");

    public string StopFile => In("stop");

    /// <summary>Becomes the file of a stop that was asked for.</summary>
    public string StopRequestFile => In("stop.user");

    /// <summary>Becomes the file of a stop for the time limit.</summary>
    public string StopLimitFile => In("stop.limit");

    public string ExitFile => In("exit");

    /// <summary>
    /// The use of the nodes, as the supervisor measures it each second and at a node's end: <c>UPTIME NODE TICKS PAGES</c> on each line.
    /// The machine's uptime in seconds (with decimals), the node's index, the processor time of its processes since its start in 1/100 s,
    /// and their resident memory in pages of the system (0 at the end). Only on Linux; the last line may be cut off.
    /// </summary>
    public string MetricsFile => In("metrics");

    /// <summary>The nodes that have ended, of several: one on each line.</summary>
    public string EndsFile => In("ends");

    /// <summary>The publishing state: a <see cref="PublishState"/>.</summary>
    public string PublishedFile => In("published");

    /// <summary>Held by the process that publishes the outputs.</summary>
    public string PublishLock => In("published.lock");

    /// <summary>The preemptions of a rehearsal, one on each line.</summary>
    public string PreemptionsFile => In("preemptions");

    public string SupervisorLog => In("supervisor.log");

    public string Config => In("ml/input/config");

    public string SuperviseScript => In("supervise.sh");

    /// <summary>The files of inputs on OSS, in a folder for each channel.</summary>
    public string Inputs => In("inputs");

    /// <summary>The folder of a node. That of the first is the run's; all see the same inputs and outputs, which are there.</summary>
    public NodeFolder Node(int index) =>
        index == 0 ? this : new NodeFolder(In(string.Create(CultureInfo.InvariantCulture, $"nodes/{index}")));

    /// <summary>Puts on record how far the outputs that go to OSS are. All states are equally long, so that one write changes it.</summary>
    public void RecordPublishing(string state)
    {
        using var file = new FileStream(PublishedFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(state + "\n"));
    }

    /// <summary>All nodes with their names, as the record has them.</summary>
    public IReadOnlyList<(string Name, NodeFolder Folder)> Nodes(IReadOnlyList<string> names) => [.. names.Select((n, i) => (n, Node(i)))];
}

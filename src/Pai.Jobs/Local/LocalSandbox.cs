using Pai.Jobs.Internal.Launch;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Local;

/// <summary>The contents of the sandboxes of a run, and the paths at which the launch script finds them.</summary>
/// <param name="Isolation">The isolation.</param>
/// <param name="Folder">The run's folder.</param>
/// <param name="Tag">Marks the launch script's last line.</param>
/// <param name="CodeFolder">The folder with the code's archive; null for a job without code.</param>
/// <param name="CodeSha256">The digest of the code.</param>
/// <param name="Image">The image, for Docker.</param>
internal sealed record LocalSandbox(
    LocalIsolation Isolation, RunFolder Folder, string Tag, string? CodeFolder, string? CodeSha256, string? Image)
{
    /// <summary>Where a container has its node's list of phases: the docker command passes no descriptors on.</summary>
    private const string DockerPhase = "/tmp/pai-jobs-phase";

    private const string Tools = "/tmp/.pai-jobs/tools";

    private const string Venv = "/tmp/.pai-jobs/venv";

    /// <summary>A folder with a Python environment that another run may use later; null: the run has its own. Docker has none.</summary>
    public string? PythonEnvironment { get; init; }

    /// <summary>The folder of the launch script's files. A plain process has paths of its own, so each node has files of its own.</summary>
    public string ConfigOf(NodeFolder node) => HasDataOfFirst(node) ? node.In("config") : Folder.Config;

    /// <summary>Where the launch script of a node runs.</summary>
    public LaunchLayout LayoutOf(NodeFolder node)
    {
        var code = CodeMountPoint is { } folder ? new LaunchCode(Path.Combine(folder, CodeStore.ArchiveName), CodeSha256!) : null;
        return Isolation switch
        {
            LocalIsolation.Namespace => new()
            {
                Ml = "/ml",
                Home = "/",
                Tools = Tools,
                Venv = Venv,
                Tag = Tag,
                Signals = LaunchSignals.Group,
                Code = code,
            },
            LocalIsolation.Docker => new()
            {
                Ml = "/ml",
                Home = "/",
                Tools = Tools,
                Phase = DockerPhase,
                Tag = Tag,
                Signals = LaunchSignals.Process,
                Code = code,
            },
            _ => new()
            {
                Ml = node.Ml,
                Home = node.Temp,
                Tools = node.In("tools"),
                Venv = PythonEnvironment ?? node.In("venv"),
                Tag = Tag,
                Signals = LaunchSignals.Group,
                Code = code,
            },
        };
    }

    /// <summary>The command of a node, and the files that it sees.</summary>
    public SandboxSpec SpecOf(
        NodeFolder node,
        JobSubmission job,
        IReadOnlyList<LaunchInput> inputs,
        IReadOnlyDictionary<string, DataLocation> outputs,
        IReadOnlyDictionary<string, string> variables,
        IReadOnlyCollection<string> secretNames)
    {
        var config = Isolation == LocalIsolation.Process ? ConfigOf(node) : ContractPaths.Config;
        return new()
        {
            Name = $"pai-jobs-{Folder.Id}{(node.Root == Folder.Root ? "" : "-" + Path.GetFileName(node.Root))}",
            Command = ["sh", Path.Combine(config, LaunchFiles.Script), config],
            Environment = variables,
            PassedVariables = secretNames,
            Mounts = HasDataOfFirst(node) ? [.. PlaceMounts(node)] : [.. PlaceMounts(node), .. DataMounts(job, inputs, outputs)],
            Protected = job.SourcePath is { } source ? [source] : [],
            Image = Image,
            SharesNetwork = job.InstanceCount > 1,
        };
    }

    /// <summary>True if a node finds the links to inputs and outputs in the folders of the first, which it shares.</summary>
    private bool HasDataOfFirst(NodeFolder node) => Isolation == LocalIsolation.Process && node.Root != Folder.Root;

    /// <summary>Where the code's folder is: outside of <c>/ml</c>, so that it is in no job's way.</summary>
    private string? CodeMountPoint => CodeFolder is null ? null : Isolation switch
    {
        LocalIsolation.Namespace => "/tmp/.pai-jobs/code",
        LocalIsolation.Docker => "/mnt/pai-jobs/code",
        _ => CodeFolder,
    };

    /// <summary>
    /// The mounts that the launch script needs. The nodes share inputs and outputs, and each has its own copy of the code.
    /// </summary>
    private IEnumerable<SandboxMount> PlaceMounts(NodeFolder node)
    {
        if (Isolation == LocalIsolation.Docker) yield return new(node.PhaseFile, DockerPhase, ReadOnly: false) { IsFile = true };
        // In a container another user than root could make no folder there.
        var hasMl = Isolation == LocalIsolation.Namespace || (Isolation == LocalIsolation.Docker && UnixUser.ForDocker is not null);
        if (hasMl) yield return new(node.Ml, "/ml", ReadOnly: false);
        if (hasMl || Isolation == LocalIsolation.Process)
        {
            yield return new(Folder.In("ml/input"), "/ml/input", ReadOnly: false);
            yield return new(Folder.In("ml/output"), "/ml/output", ReadOnly: false);
        }

        if (Isolation == LocalIsolation.Namespace && PythonEnvironment is { } venv) yield return new(venv, Venv, ReadOnly: false);
        if (Isolation == LocalIsolation.Process) yield break;
        yield return new(Folder.Config, ContractPaths.Config, ReadOnly: true);
        if (CodeFolder is not null) yield return new(CodeFolder, CodeMountPoint!, ReadOnly: true);
    }

    private static IEnumerable<SandboxMount> DataMounts(
        JobSubmission job, IReadOnlyList<LaunchInput> inputs, IReadOnlyDictionary<string, DataLocation> outputs)
    {
        var writable = job.Inputs.Where(i => i.MountAccess == MountAccess.ReadWrite).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var input in inputs)
            yield return new(input.Location.FilePath!, input.Path, !writable.Contains(input.Name)) { IsFile = input.FileName is not null };
        foreach (var output in job.Outputs) yield return new(outputs[output.Name].FilePath!, output.MountPath, ReadOnly: false);
    }
}

using System.Runtime.InteropServices;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Text;
using Pai.Jobs.Internal.Worker;

namespace Pai.Jobs;

/// <summary>
/// A running job, as its own program sees it: its channels, its rank among the nodes, and what it tells the submitting side. The record
/// with its parameters comes from the generated <c>FromEnvironment()</c>.
/// </summary>
/// <remarks>Safe to use from several threads. docs/worker.md has the whole.</remarks>
public sealed partial class JobContext : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly WorkerFacts _facts;
    private readonly TextWriter? _output;
    private PosixSignalRegistration? _signal;
    private bool _isDisposed;
    private (int Percent, string? Message)? _lastProgress;

    private JobContext(WorkerFacts facts, JobContextOptions options)
    {
        _facts = facts;
        _output = options.Output;
        Rank = facts.Number("RANK", 0) ?? 0;
        WorldSize = facts.Number("WORLD_SIZE", 1) ?? 1;
        NodeCount = Math.Max(1, WorldSize / (facts.Number("LOCAL_WORLD_SIZE", 1) ?? 1));
        MasterPort = facts.Number("MASTER_PORT", 0);
    }

    /// <summary>The id of the job; null where the platform does not tell.</summary>
    public string? JobId => _facts.Variable("PAI_TRAINING_JOB_ID");

    /// <summary>The name of the run; null where this library did not submit the job.</summary>
    public string? JobName => _facts.JobName;

    /// <summary>The full name of the record in C#; null where this library did not submit the job.</summary>
    public string? RecordName => _facts.RecordName;

    /// <summary>The number of this process among all, from 0 (<c>RANK</c>); 0 where the platform sets none.</summary>
    public int Rank { get; }

    /// <summary>The number of processes of the job (<c>WORLD_SIZE</c>); 1 where the platform sets none.</summary>
    /// <remarks>PAI-DLC counts nodes, and <c>torchrun</c> counts the processes on them. A TFJob has <c>TF_CONFIG</c> instead.</remarks>
    public int WorldSize { get; }

    /// <summary>The number of nodes.</summary>
    public int NodeCount { get; }

    /// <summary>The host name of the first node (<c>MASTER_ADDR</c>); null where the platform sets none.</summary>
    public string? MasterAddress => _facts.Variable("MASTER_ADDR");

    /// <summary>The port of the first node (<c>MASTER_PORT</c>); null where the platform sets none.</summary>
    public int? MasterPort { get; }

    /// <summary>The input channels that have data, by name.</summary>
    public IReadOnlyDictionary<string, WorkerInput> Inputs => _facts.Inputs;

    /// <summary>The output channels, by name.</summary>
    public IReadOnlyDictionary<string, WorkerOutput> Outputs => _facts.Outputs;

    /// <summary>
    /// Is canceled when the job is asked to stop (SIGTERM): by a user, at its time limit, or because a spot instance is reclaimed.
    /// </summary>
    /// <remarks>
    /// From the first call on, SIGTERM does not end the process: it has to end itself, within the grace period. That is 30 s on PAI-DLC,
    /// where the job's settings give no other, and <see cref="LocalBackendOptions.GracePeriod"/> on this machine. Then it is killed.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The context is disposed.</exception>
    public CancellationToken Stopping
    {
        get
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                _signal ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
                return _stopping.Token;
            }
        }
    }

    /// <summary>Reads the config folder (<c>PAI_CONFIG_DIR</c>, else <c>/ml/input/config/</c>) and the variables of the job.</summary>
    /// <param name="options">The surroundings. Default: those of this process.</param>
    /// <exception cref="JobReadException">This process is not a job, or the folder or a variable cannot be read.</exception>
    public static JobContext FromEnvironment(JobContextOptions? options = null)
    {
        options ??= new();
        return new(WorkerFacts.Read(options.Environment), options);
    }

    /// <summary>The input channel of a name.</summary>
    /// <param name="name">The channel's name.</param>
    /// <exception cref="JobReadException">The job was submitted without it.</exception>
    public WorkerInput Input(string name) => Inputs.GetValueOrDefault(Name(name)) ?? throw Missing("input", name, Inputs.Keys);

    /// <summary>The input channel of a property of the record: <c>context.Input(job.Corpus)</c>.</summary>
    /// <param name="location">The value that <c>FromEnvironment()</c> gave the property.</param>
    /// <exception cref="JobReadException">The location has no path in this job.</exception>
    public WorkerInput Input(DataLocation location)
    {
        var path = PathOf(location);
        return Inputs.Values.FirstOrDefault(i => IsSame(i.Path, path)) ?? new(NameOf(path), location, path);
    }

    /// <summary>The output channel of a name.</summary>
    /// <param name="name">The channel's name.</param>
    /// <exception cref="JobReadException">The job was submitted without it.</exception>
    public WorkerOutput Output(string name) => Outputs.GetValueOrDefault(Name(name)) ?? throw Missing("output", name, Outputs.Keys);

    /// <summary>The output channel of a property of the record: <c>context.Output(job.Table)</c>.</summary>
    /// <param name="location">The value that <c>FromEnvironment()</c> gave the property.</param>
    /// <exception cref="JobReadException">The location has no path in this job.</exception>
    public WorkerOutput Output(DataLocation location)
    {
        var path = PathOf(location);
        return Outputs.Values.FirstOrDefault(o => IsSame(o.Path, path))
            ?? throw new JobReadException($"{location} at {path} is not an output channel of this job: {string.Join(", ", Outputs.Keys)}.");
    }

    /// <summary>The checkpoints in an output channel; those of several processes are in folders of their own.</summary>
    /// <param name="output">
    /// The channel. Default null: the record's <see cref="CheckpointAttribute"/> channel, of which it then has one.
    /// </param>
    /// <param name="keep">The number of complete checkpoints to keep, from 1. Default 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    /// <exception cref="JobReadException">No channel was given, and the record has no checkpoint channel, or several.</exception>
    public JobCheckpoints Checkpoints(WorkerOutput? output = null, int keep = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        output ??= CheckpointChannel();
        return new(WorldSize > 1 ? FormattableString.Invariant($"{output.Path}rank-{Rank}/") : output.Path, keep);
    }

    /// <summary>Releases the handler of SIGTERM.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _signal?.Dispose();
        }

        // A signal that comes at the same moment may still cancel it: the collector takes it.
    }

    /// <summary>As if SIGTERM had come.</summary>
    internal void RequestStop() => _stopping.Cancel();

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        // Not on the thread of the signals, which callbacks must not hold up.
        _ = _stopping.CancelAsync();
    }

    /// <summary>Without <c>job.json</c>, names are the ends of variables.</summary>
    private string Name(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return RecordName is null ? ContractPaths.ToVariableSuffix(name) : name;
    }

    private WorkerOutput CheckpointChannel() => _facts.Checkpoints switch
    {
        [var only] => Outputs[only],
        [] => throw new JobReadException(
            "The record has no [Checkpoint] channel. Add one to it, or name an output: context.Checkpoints(context.Output(\"state\"))."),
        var several => throw new JobReadException(
            $"The record has {several.Count} [Checkpoint] channels: {string.Join(", ", several)}. "
            + $"Name one: context.Checkpoints(context.Output(\"{several[0]}\"))."),
    };

    private static string PathOf(DataLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.FilePath
            ?? throw new JobReadException($"{location} has no path in this job. Take the record from FromEnvironment().");
    }

    private static bool IsSame(string path, string other) => path.TrimEnd('/') == System.IO.Path.GetFullPath(other).TrimEnd('/');

    private static string NameOf(string path) => System.IO.Path.GetFileName(path.TrimEnd('/'));

    private static JobReadException Missing(string kind, string name, IEnumerable<string> all)
    {
        var names = all.ToList();
        var hint = NearestName.Find(name, names) is { } near ? $" Did you mean \"{near}\"?" : "";
        return new($"The job has no {kind} channel \"{name}\". It has: {(names.Count == 0 ? "none" : string.Join(", ", names))}.{hint}");
    }
}

namespace Pai.Jobs;

/// <summary>Options of the backend that runs jobs on this machine.</summary>
public sealed class LocalBackendOptions
{
    /// <summary>
    /// The folder of all runs. Default: the variable <c>PAI_JOBS_RUNS_DIR</c>, then <c>$XDG_STATE_HOME/pai-jobs/runs</c>, then
    /// <c>~/.local/state/pai-jobs/runs</c>.
    /// </summary>
    public string? RunsDirectory { get; set; }

    /// <summary>The isolation of jobs. Default: the variable <c>PAI_JOBS_ISOLATION</c>, then <see cref="LocalIsolation.Auto"/>.</summary>
    public LocalIsolation? Isolation { get; set; }

    /// <summary>
    /// True if a job in <see cref="LocalIsolation.Namespace"/> isolation is root there also when this process is not: for programs that
    /// insist on it. Files are this user's own either way, and a root of one user cannot give them to others (<c>chown</c>). Default false.
    /// </summary>
    public bool AsRoot { get; set; }

    /// <summary>
    /// The time that a job may take to stop (SIGTERM) before it is killed (SIGKILL). Default 30 seconds, as in Kubernetes.
    /// </summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Rehearses a preemption, as of a spot instance: so long after its command began, the node gets SIGTERM, after
    /// <see cref="GracePeriod"/> SIGKILL, and is started again with the same inputs and outputs. The variable <c>PAI_RESTART_COUNT</c>
    /// tells the command how often that was. A command that ends with the exit code 0 is not started again; runs of several nodes are not
    /// preempted. Default: none; zero or more.
    /// </summary>
    public TimeSpan? PreemptAfter { get; set; }

    /// <summary>The most preemptions of a run with <see cref="PreemptAfter"/>. Default 1; at least 1.</summary>
    public int Preemptions { get; set; } = 1;

    /// <summary>
    /// The time that the work files of a run are kept after its end: unpacked code (<c>/ml/usercode</c>), Python environment and temporary
    /// files. They are deleted while a later run starts, and by <see cref="PaiSession.CleanUpAsync"/>. Outputs, logs and the run's record
    /// go only with the run. Default a day; <see cref="TimeSpan.MaxValue"/> keeps them.
    /// </summary>
    public TimeSpan KeepWorkFiles { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// The most bytes that the inputs downloaded from OSS may take in the runs directory, where later runs find them. What was used longest
    /// ago is deleted first; runs keep their own files. Default 20 GiB; 0 keeps nothing.
    /// </summary>
    public long InputCacheBytes { get; set; } = 20L << 30;

    /// <summary>
    /// Variables of this process that jobs get too, beside those that tools need (<c>PATH</c>, <c>HOME</c>, <c>LANG</c>, <c>TZ</c>,
    /// proxies, <c>PIP_*</c>, <c>DOTNET_ROOT</c>…). A job sees no other variable of this machine, as in the container. Default: none.
    /// </summary>
    public IReadOnlyList<string> PassEnvironment { get; set; } = [];
}

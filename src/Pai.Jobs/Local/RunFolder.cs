namespace Pai.Jobs;

/// <summary>What is where in the folder of one run.</summary>
internal sealed record RunFolder(string Root)
{
    public string Id => Path.GetFileName(Root);

    /// <summary>What was submitted. Written before the folder appears under its name, and never again.</summary>
    public string RunFile => In("run.json");

    // Facts: each written once, complete or not there.
    public string SupervisorFile => In("supervisor");

    public string StartedFile => In("started");

    public string StopFile => In("stop");

    public string ExitFile => In("exit");

    /// <summary>The phases that the launch script passed, one on each line.</summary>
    public string PhaseFile => In("phase");

    // What the job sees as /ml.
    public string Ml => In("ml");

    public string Config => In("ml/input/config");

    public string StdoutLog => In("logs/stdout.log");

    public string StderrLog => In("logs/stderr.log");

    public string LogIndex => In("logs/index");

    // The sandbox.
    public string SandboxRoot => In("root");

    public string Temp => In("tmp");

    public string MountTable => In("fstab");

    public string EnterScript => In("enter.sh");

    public string LeaveScript => In("leave.sh");

    public string SuperviseScript => In("supervise.sh");

    public string In(string path) => Path.Combine(Root, path);

    /// <summary>Where a path of the container is in this folder.</summary>
    public string ForContract(string path) => Root + path;
}

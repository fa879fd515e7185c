namespace Pai.Jobs.Internal.Local;

/// <summary>The layout of the folder of one node: the files that its sandbox needs, and those that it leaves.</summary>
internal record NodeFolder(string Root)
{
    /// <summary>The process that the sandbox began with.</summary>
    public string StartedFile => In("started");

    /// <summary>The phases that the launch script passed, one on each line.</summary>
    public string PhaseFile => In("phase");

    public string StdoutLog => In("logs/stdout.log");

    public string StderrLog => In("logs/stderr.log");

    public string LogIndex => In("logs/index");

    // What the job sees as /ml.
    public string Ml => In("ml");

    // The sandbox.
    public string SandboxRoot => In("root");

    public string Temp => In("tmp");

    public string MountTable => In("fstab");

    public string MountScript => In("mount.sh");

    public string EnterScript => In("enter.sh");

    public string LeaveScript => In("leave.sh");

    public string In(string path) => Path.Combine(Root, path);

    /// <summary>Where a path of the container is in this folder.</summary>
    public string ForContract(string path) => Root + path;
}

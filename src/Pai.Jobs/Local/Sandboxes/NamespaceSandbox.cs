namespace Pai.Jobs;

/// <summary>
/// A user, mount and process namespace: a new root that has the machine's folders bound in at their places, and <c>/ml</c> as in the container.
/// </summary>
/// <remarks>
/// All mounts are in one table that one <c>mount -a</c> works through: starting a process for each would take most of the time.
/// The command runs in a second user namespace inside: there the mounts are locked, and no <c>umount</c> or <c>remount</c> takes their protection away.
/// </remarks>
internal sealed class NamespaceSandbox(bool ownProcesses) : Sandbox
{
    private const string Config = "/ml/input/config";

    /// <summary>What a sandbox has of its own in place of the machine's.</summary>
    private static readonly string[] s_own = ["ml", "proc", "tmp"];

    public override LocalIsolation Isolation => LocalIsolation.Namespace;

    public override IEnumerable<JobProblem> Validate(JobSubmission job, string runsDirectory)
    {
        foreach (var input in job.Inputs)
        {
            var top = TopOf(input.MountPath);
            if (top is "ml" or "tmp") continue;
            if (Path.Exists("/" + top) && !Path.Exists(input.Uri is { } uri ? JobVariables.InputPath(input, uri) : input.MountPath))
                yield return new($"input \"{input.Name}\"", $"cannot be mounted at {input.MountPath} on this machine: /{top} is one of its folders, and the path is not in it. Use a path below /ml, or one whose first folder is not on this machine.");
        }
    }

    public override LaunchPlace PlaceOf(RunFolder folder) => new(folder.Id, "local", "/ml", "/", "/tmp/.pai-jobs/tools", "/tmp/.pai-jobs/venv");

    public override void Prepare(RunFolder staging, RunFolder final, JobSubmission job, IReadOnlyDictionary<string, DataUri> outputs)
    {
        var table = new MountTable(final.SandboxRoot, MachineMounts.Read());
        foreach (var own in s_own) Directory.CreateDirectory(Path.Combine(staging.SandboxRoot, own));
        AddMachine(staging, final, table);
        if (ownProcesses) table.AddProc();
        else table.Bind("/proc", "/proc");
        table.Bind(final.Temp, "/tmp");
        ProtectOnMachine(table, job);
        table.Bind(final.Ml, "/ml");
        table.BindReadOnly(final.Config, Config);
        AddInputs(staging, table, job);
        AddOutputs(staging, final, table, job, outputs);
        File.WriteAllText(staging.MountTable, table.ToString());

        var launch = $"sh {Config}/{LaunchFiles.Script} {Config}";
        if (ownProcesses)
        {
            File.WriteAllText(Path.Combine(staging.Config, "init.sh"), EmbeddedScript.Read("init.sh"));
            launch = $"sh {Config}/init.sh {Config}";
        }

        File.WriteAllText(staging.In("mount.sh"), $"""
            mount -a -T fstab || exit
            exec unshare --user --map-root-user --mount --root {ShellText.Quote(final.SandboxRoot)} {launch}

            """);
        File.WriteAllText(staging.EnterScript, $"group {DefaultSignals.Prefix}unshare --user --map-root-user --mount {(ownProcesses ? "--pid --fork --kill-child " : "")}sh mount.sh\n");
    }

    /// <summary>The machine's folders at their places, and its links (<c>/bin</c> to <c>usr/bin</c>) as they are.</summary>
    private static void AddMachine(RunFolder staging, RunFolder final, MountTable table)
    {
        // The sandbox's root is itself below one of them. That one goes first: later it would bring along, writable, all that is bound before it.
        var first = TopOf(RealPath.Of(Path.GetDirectoryName(final.Root)!));
        foreach (var item in new DirectoryInfo("/").EnumerateFileSystemInfos().OrderBy(i => i.Name != first))
        {
            if (s_own.Contains(item.Name)) continue;
            var place = Path.Combine(staging.SandboxRoot, item.Name);
            if (item.LinkTarget is { } target)
            {
                File.CreateSymbolicLink(place, target);
                continue;
            }

            // A mount needs something of its kind to be mounted over.
            if (item is DirectoryInfo) Directory.CreateDirectory(place);
            else File.WriteAllBytes(place, []);
            table.Bind(item.FullName, item.FullName);
        }
    }

    /// <summary>The source and the inputs cannot be written to at their own places either.</summary>
    private static void ProtectOnMachine(MountTable table, JobSubmission job)
    {
        var inputs = job.Inputs.Where(i => i.MountAccess != MountAccess.ReadWrite).Select(i => i.Uri?.FilePath);
        foreach (var path in inputs.Append(job.SourcePath))
        {
            if (path is null) continue;
            var real = RealPath.Of(path);
            // Below /tmp and /ml the sandbox has folders of its own: the machine's are not there to be written to.
            if (real != "/" && !s_own.Contains(TopOf(real))) table.BindReadOnly(real, real);
        }
    }

    private static void AddInputs(RunFolder staging, MountTable table, JobSubmission job)
    {
        foreach (var input in job.Inputs)
        {
            var place = PlaceOf(staging, input.MountPath);
            if (place is not null) Directory.CreateDirectory(place);
            if (input.Uri?.FilePath is not { } path) continue;
            var target = JobVariables.InputPath(input, input.Uri);
            // A mount needs something to be mounted over: the file beside which no other of its folder is shown.
            if (place is not null && File.Exists(path)) File.WriteAllBytes(Path.Combine(place, Path.GetFileName(path)), []);
            if (place is null) target = RealPath.Of(target);
            if (input.MountAccess == MountAccess.ReadWrite) table.Bind(path, target);
            else table.BindReadOnly(path, target);
        }
    }

    /// <summary>The folder in the run's folder that is seen at a path of the sandbox; null when it is one of the machine's.</summary>
    private static string? PlaceOf(RunFolder staging, string mountPath)
    {
        var top = TopOf(mountPath);
        return top == "ml" ? staging.ForContract(mountPath)
            : top == "tmp" ? staging.Temp + mountPath["/tmp".Length..]
            : Path.Exists("/" + top) ? null
            : staging.SandboxRoot + mountPath;
    }

    private static void AddOutputs(RunFolder staging, RunFolder final, MountTable table, JobSubmission job, IReadOnlyDictionary<string, DataUri> outputs)
    {
        foreach (var output in job.Outputs)
        {
            Directory.CreateDirectory(staging.ForContract(output.MountPath));
            if (OwnPath(output, final, outputs) is not { } own) continue;
            Directory.CreateDirectory(own);
            table.Bind(own, output.MountPath);
        }
    }

    private static string TopOf(string path) => path.Split('/')[1];
}

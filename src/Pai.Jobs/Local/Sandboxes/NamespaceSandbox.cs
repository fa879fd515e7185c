namespace Pai.Jobs;

/// <summary>
/// A user, mount and process namespace: a new root that has the machine's folders bound in at their places, and <c>/ml</c> as in the container.
/// </summary>
/// <remarks>All mounts are in one table that one <c>mount -a</c> works through: starting a process for each would take most of the time.</remarks>
internal sealed class NamespaceSandbox : Sandbox
{
    /// <summary>What a sandbox has of its own in place of the machine's.</summary>
    private static readonly string[] s_own = ["ml", "proc", "tmp"];

    public override LocalIsolation Isolation => LocalIsolation.Namespace;

    public override IEnumerable<JobProblem> Validate(JobSubmission job, string runsDirectory)
    {
        foreach (var input in job.Inputs)
        {
            if (input.MountPath.StartsWith("/ml/", StringComparison.Ordinal)) continue;
            var top = "/" + input.MountPath.Split('/')[1];
            if (Path.Exists(top) && !Directory.Exists(input.MountPath))
                yield return new($"input \"{input.Name}\"", $"cannot be mounted at {input.MountPath} on this machine: {top} is one of its folders, and the path is not in it. Use a path below /ml, or one whose first folder is not on this machine.");
        }
    }

    public override LaunchPlace PlaceOf(RunFolder folder) => new(folder.Id, "local", "/ml", "/", "/tmp/pai-jobs/tools", "/tmp/pai-jobs/venv");

    public override void Prepare(RunFolder staging, RunFolder final, JobSubmission job, IReadOnlyDictionary<string, DataUri> outputs)
    {
        var table = new MountTable(final.SandboxRoot);
        AddMachine(staging, table);
        Directory.CreateDirectory(Path.Combine(staging.SandboxRoot, "ml"));
        Directory.CreateDirectory(Path.Combine(staging.SandboxRoot, "tmp"));
        Directory.CreateDirectory(Path.Combine(staging.SandboxRoot, "proc"));
        table.AddProc();
        table.Bind(final.Temp, "/tmp");
        ProtectOnMachine(table, job);
        table.Bind(final.Ml, "/ml");
        table.BindReadOnly(final.Config, "/ml/input/config");
        AddInputs(staging, table, job);
        AddOutputs(staging, final, table, job, outputs);
        File.WriteAllText(staging.MountTable, table.ToString());
        File.WriteAllText(Path.Combine(staging.Config, "init.sh"), EmbeddedScript.Read("init.sh"));
        File.WriteAllText(staging.In("mount.sh"), $"""
            mount -a -T fstab || exit
            exec chroot {ShellText.Quote(final.SandboxRoot)} sh /ml/input/config/init.sh sh /ml/input/config/{LaunchFiles.Script} /ml/input/config

            """);
        File.WriteAllText(staging.EnterScript, "exec unshare --user --map-root-user --mount --pid --fork --kill-child sh mount.sh\n");
    }

    /// <summary>The machine's folders at their places, and its links (<c>/bin</c> to <c>usr/bin</c>) as they are.</summary>
    private static void AddMachine(RunFolder staging, MountTable table)
    {
        foreach (var item in new DirectoryInfo("/").EnumerateFileSystemInfos())
        {
            if (s_own.Contains(item.Name)) continue;
            var place = Path.Combine(staging.SandboxRoot, item.Name);
            if (item.LinkTarget is { } target)
            {
                File.CreateSymbolicLink(place, target);
            }
            else if (item is DirectoryInfo)
            {
                Directory.CreateDirectory(place);
                table.BindTree(item.FullName, item.FullName);
            }
        }
    }

    /// <summary>The source and the inputs cannot be written to at their own places either.</summary>
    private static void ProtectOnMachine(MountTable table, JobSubmission job)
    {
        var inputs = job.Inputs.Where(i => i.MountAccess != MountAccess.ReadWrite).Select(i => i.Uri?.FilePath);
        foreach (var path in inputs.Append(job.SourcePath))
        {
            if (path is null) continue;
            var full = Path.TrimEndingDirectorySeparator(path);
            // Below /tmp and /ml the sandbox has folders of its own: the machine's are not there to be written to.
            if (full is "" or "/" || s_own.Contains(full.Split('/')[1])) continue;
            table.BindReadOnly(full, full);
        }
    }

    private static void AddInputs(RunFolder staging, MountTable table, JobSubmission job)
    {
        foreach (var input in job.Inputs)
        {
            var inMl = input.MountPath.StartsWith("/ml/", StringComparison.Ordinal);
            var place = Path.TrimEndingDirectorySeparator(inMl ? staging.ForContract(input.MountPath) : staging.SandboxRoot + input.MountPath);
            if (inMl || !Path.Exists("/" + input.MountPath.Split('/')[1])) Directory.CreateDirectory(place);
            if (input.Uri?.FilePath is not { } path) continue;
            var target = Path.TrimEndingDirectorySeparator(JobVariables.InputPath(input, input.Uri));
            // A mount needs something to be mounted over: the file beside which no other of its folder is shown.
            if (File.Exists(path)) File.WriteAllBytes(Path.Combine(place, Path.GetFileName(path)), []);
            if (input.MountAccess == MountAccess.ReadWrite) table.Bind(path, target);
            else table.BindReadOnly(path, target);
        }
    }

    private static void AddOutputs(RunFolder staging, RunFolder final, MountTable table, JobSubmission job, IReadOnlyDictionary<string, DataUri> outputs)
    {
        foreach (var output in job.Outputs)
        {
            Directory.CreateDirectory(staging.ForContract(output.MountPath));
            if (OwnPath(output, final, outputs) is not { } own) continue;
            Directory.CreateDirectory(own);
            table.Bind(own, Path.TrimEndingDirectorySeparator(output.MountPath));
        }
    }
}

using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// A user, mount and process namespace: a new root that has the machine's folders bound in at their places, and everything else where it is
/// to be.
/// </summary>
/// <remarks>
/// All mounts are in one table that one <c>mount -a</c> works through: starting a process for each would take most of the time.
/// The command runs in a second user namespace inside: there the mounts are locked, and no <c>umount</c> or <c>remount</c> takes their
/// protection away.
/// </remarks>
internal sealed class NamespaceSandbox(bool ownProcesses) : Sandbox
{
    protected override void Prepare(NodeFolder folder, NodeFolder now, StagedFolder staged, SandboxSpec spec)
    {
        Directory.CreateDirectory(now.SandboxRoot);
        var table = new MountTable(folder.SandboxRoot, MachineMounts.Read());
        var tree = new SandboxTree(folder, now, staged, spec.Mounts);
        tree.AddMachine(table);
        if (ownProcesses) table.AddProc();
        else table.Bind("/proc", "/proc");
        table.Bind(folder.Temp, "/tmp");
        foreach (var path in spec.Mounts.Where(m => m.ReadOnly).Select(m => m.Source).Concat(spec.Protected))
            foreach (var place in tree.PlacesOf(RealPath.Of(path))) table.BindReadOnly(place, place);

        foreach (var mount in tree.Mounts)
        {
            if (mount.ReadOnly) table.BindReadOnly(mount.Source, mount.Target);
            else table.Bind(mount.Source, mount.Target);
        }

        File.WriteAllText(now.MountTable, table.ToString());
        string[] command = spec.Environment.Count == 0 ? [.. spec.Command] : ["env", .. Assignments(spec), .. spec.Command];
        File.WriteAllText(now.MountScript, $"""
            mount -a -T fstab || exit
            exec unshare --user --map-root-user --mount --root {ShellText.Quote(folder.SandboxRoot)} {Line(command)}

            """);
        string[] processes = ownProcesses ? ["--pid", "--fork", "--kill-child"] : [];
        string[] enter = [.. DefaultSignals.Words, "unshare", "--user", "--map-root-user", "--mount", .. processes, "sh", "mount.sh"];
        File.WriteAllText(now.EnterScript, $"group {Line(enter)}\n");
    }
}

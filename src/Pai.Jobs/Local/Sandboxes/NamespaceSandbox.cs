using Pai.Jobs.Internal.Packaging;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// A user, mount and process namespace: a new root that has the machine's folders bound in at their places, and everything else where it is
/// to be.
/// </summary>
/// <remarks>
/// All mounts are in one table that one <c>mount -a</c> works through: starting a process for each would take most of the time.
/// The command runs behind a lock (<see cref="NamespaceEntry.Lock"/>): no <c>umount</c> or <c>remount</c> takes their protection away.
/// </remarks>
internal sealed class NamespaceSandbox(bool ownProcesses, NamespaceUsers users = NamespaceUsers.Root) : Sandbox
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
            exec {Line([.. NamespaceEntry.Lock(users, folder.SandboxRoot), .. command])}

            """);
        string[] enter = [.. NamespaceEntry.Mounts(ownProcesses, users), "sh", "mount.sh"];
        if (users == NamespaceUsers.All) WriteMapped(now, enter);
        else File.WriteAllText(now.EnterScript, $"group {Line(CleanSignals.Before([], enter))}\n");
    }

    /// <summary>
    /// A process cannot map all users for itself: one outside, where it is root, has to. The one inside tells it its number by the
    /// descriptor 4, and waits for the end of 6, which comes too when the one outside is killed.
    /// </summary>
    private static void WriteMapped(NodeFolder now, string[] enter)
    {
        NamespaceEntry.MakePipe(now.In("map.ask"));
        NamespaceEntry.MakePipe(now.In("map.done"));
        File.WriteAllText(now.In("map.sh"), $"""
            # Opened for both ways, since opening for one waits for the other side.
            exec 4<>map.ask 6<>map.done
            pai_mapping=yes
            (
                exec 5<map.ask 4>&-
                read -r pai_inside <&5 || exit
                printf {ShellText.Quote(NamespaceEntry.MapOfAll("gid_map"))} >"/proc/$pai_inside/gid_map" \
                    && printf {ShellText.Quote(NamespaceEntry.MapOfAll("uid_map"))} >"/proc/$pai_inside/uid_map" \
                    || kill -KILL "$pai_inside"
            ) &

            """);
        File.WriteAllText(now.In("inside.sh"), $"""
            exec 7<map.done
            printf '%s\n' "$$" >&4
            exec 4>&- 6>&-
            read -r pai_end <&7
            exec 7<&-
            exec {Line(enter)}

            """);
        File.WriteAllText(now.EnterScript, $"""
            [ -n "$pai_mapping" ] || . ./map.sh
            group {Line(CleanSignals.Before([], ["unshare", "--user", "sh", "inside.sh"]))}

            """);
    }
}

using Pai.Jobs.Internal.Packaging;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Local;

/// <summary>A container of the image, by the <c>docker</c> command. Its first process gets the signals, and no other.</summary>
/// <param name="user">The user that it runs as, whose files are then this user's own; null for the image's.</param>
internal sealed class DockerSandbox(string? user) : Sandbox
{
    protected override void Prepare(NodeFolder folder, NodeFolder now, StagedFolder staged, SandboxSpec spec)
    {
        if (user is not null) MakePoints(staged, spec.Mounts);
        string[] words =
        [
            "docker", "run", "--rm", "--name", spec.Name,
            // The image knows no home of such a user.
            .. user is null ? [] : (string[])["--user", user, "--env", "HOME=/tmp"],
            .. spec.SharesNetwork ? ["--network", "host"] : Array.Empty<string>(),
            .. Assignments(spec).SelectMany(a => (string[])["--env", a]),
            // Without its value, which the docker command has in its own environment: a command line can be read by others.
            .. spec.PassedVariables.SelectMany(n => (string[])["--env", n]),
            .. spec.Mounts.SelectMany(m => (string[])["--mount", Mount(m)]),
            "--entrypoint", spec.Command[0], spec.Image!, .. spec.Command.Skip(1),
        ];
        File.WriteAllText(now.EnterScript, $"group {Line(words)}\n");
        // The group's signals reach the docker command only: the container is the engine's child.
        File.WriteAllText(now.LeaveScript, $"docker rm --force {ShellText.Quote(spec.Name)}\n");
    }

    /// <summary>Creates the mount points that are inside another mount: the engine would create them as root.</summary>
    private static void MakePoints(StagedFolder staged, IReadOnlyList<SandboxMount> mounts)
    {
        foreach (var mount in mounts)
        {
            var target = Trim(mount.Target);
            var outer = mounts
                .Where(o => Trim(o.Target) != target && RealPath.IsAtOrBelow(target, Trim(o.Target)))
                .MaxBy(o => o.Target.Length);
            if (outer is { ReadOnly: false })
                SandboxTree.Make(staged.Now(Trim(outer.Source) + target[Trim(outer.Target).Length..]), mount.IsFile);
        }
    }

    private static string Mount(SandboxMount mount) =>
        $"type=bind,source={Trim(mount.Source)},target={Trim(mount.Target)}{(mount.ReadOnly ? ",readonly" : "")}";

    private static string Trim(string path) => Path.TrimEndingDirectorySeparator(path);
}

using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Local;

/// <summary>A container of the image, by the <c>docker</c> command. Its first process gets the signals, and no other.</summary>
internal sealed class DockerSandbox : Sandbox
{
    protected override void Prepare(NodeFolder folder, NodeFolder now, StagedFolder staged, SandboxSpec spec)
    {
        string[] words =
        [
            "docker", "run", "--rm", "--name", spec.Name,
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

    private static string Mount(SandboxMount mount) =>
        $"type=bind,source={Trim(mount.Source)},target={Trim(mount.Target)}{(mount.ReadOnly ? ",readonly" : "")}";

    private static string Trim(string path) => Path.TrimEndingDirectorySeparator(path);
}

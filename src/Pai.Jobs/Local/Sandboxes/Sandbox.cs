using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Local;

/// <summary>One way to keep a command apart from the machine. It writes the scripts of a folder that enter and leave it.</summary>
internal abstract class Sandbox
{
    /// <param name="isolation">The way.</param>
    /// <param name="asRoot">Whether the command is root in a namespace, for every user.</param>
    public static Sandbox Of(LocalIsolation isolation, bool asRoot = false) => isolation switch
    {
        LocalIsolation.Namespace => new NamespaceSandbox(
            NamespaceProbe.Machine.OwnProcesses,
            asRoot && NamespaceProbe.Machine.Users == NamespaceUsers.Own ? NamespaceUsers.Root : NamespaceProbe.Machine.Users),
        LocalIsolation.Docker => new DockerSandbox(UnixUser.ForDocker),
        _ => new ProcessSandbox(),
    };

    /// <summary>
    /// Writes <c>enter.sh</c>, which the supervisor reads (its last line starts with <c>group</c>), and whatever else is needed.
    /// </summary>
    /// <param name="folder">The folder, under the name it will have when the scripts run.</param>
    /// <param name="staged">The folder that is being prepared: this one, or one above it.</param>
    /// <param name="spec">What runs, and what it sees.</param>
    public void Prepare(NodeFolder folder, StagedFolder staged, SandboxSpec spec)
    {
        var now = new NodeFolder(staged.Now(folder.Root));
        Directory.CreateDirectory(now.Temp);
        Prepare(folder, now, staged, spec);
    }

    /// <summary>The same, with the folder where it is now.</summary>
    protected abstract void Prepare(NodeFolder folder, NodeFolder now, StagedFolder staged, SandboxSpec spec);

    /// <summary>A command line for a shell.</summary>
    protected static string Line(params IEnumerable<string> words) => string.Join(' ', words.Select(ShellText.QuoteIfNeeded));

    /// <summary>The words that give a command its variables.</summary>
    protected static IEnumerable<string> Assignments(SandboxSpec spec) => spec.Environment.Select(v => $"{v.Key}={v.Value}");
}

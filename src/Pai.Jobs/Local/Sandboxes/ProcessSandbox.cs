namespace Pai.Jobs.Internal.Local;

/// <summary>A plain process: what would be mounted at a path of the container is a link at that path in the folder.</summary>
internal sealed class ProcessSandbox : Sandbox
{
    protected override void Prepare(NodeFolder folder, NodeFolder now, StagedFolder staged, SandboxSpec spec)
    {
        foreach (var mount in spec.Mounts)
        {
            var place = Path.TrimEndingDirectorySeparator(now.ForContract(mount.Target));
            var source = Path.TrimEndingDirectorySeparator(mount.Source);
            // Some of what is shown is in the folder already, at its place.
            if (staged.Now(source) == place) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            if (mount.IsFile) File.CreateSymbolicLink(place, source);
            else Directory.CreateSymbolicLink(place, source);
        }

        var words = CleanSignals.Before(["TMPDIR=" + folder.Temp, .. Assignments(spec)], spec.Command);
        File.WriteAllText(now.EnterScript, $"group {Line(words)}\n");
    }
}

using System.Text;
using Pai.Jobs.Internal.Packaging;

namespace Pai.Jobs.Internal.Local;

/// <summary>The mounts of a sandbox, in the format of fstab(5). They are made in order.</summary>
/// <param name="root">The sandbox's root, which all targets are below.</param>
/// <param name="machine">What is mounted on the machine.</param>
internal sealed class MountTable(string root, MachineMounts machine)
{
    private readonly StringBuilder _lines = new();

    /// <summary>A folder or a file of the machine, with all that is mounted below it.</summary>
    public void Bind(string source, string target) => Add(source, target, "rbind");

    /// <summary>A folder or a file of the machine at its own place. One that has gone by the time of the mount is left out.</summary>
    public void BindIfThere(string path) => Add(path, path, "rbind,nofail");

    /// <summary>A folder or a file of the machine that cannot be written to, nor what is mounted below it.</summary>
    public void BindReadOnly(string source, string target)
    {
        var real = RealPath.Of(source);
        Add(real, target, "rbind,ro" + machine.FlagsAt(real));
        // Read-only is the topmost mount alone: those below it are covered one by one.
        foreach (var point in machine.Below(real))
            Add(point, Path.TrimEndingDirectorySeparator(target) + point[real.Length..], "rbind,ro" + machine.FlagsAt(point));
    }

    /// <summary>The processes of the sandbox alone.</summary>
    public void AddProc() => _lines.Append("proc ").Append(Escape(root + "/proc")).Append(" proc nosuid,nodev,noexec 0 0\n");

    public override string ToString() => _lines.ToString();

    private void Add(string source, string target, string options) => _lines
        .Append(Escape(Path.TrimEndingDirectorySeparator(source))).Append(' ')
        .Append(Escape(root + Path.TrimEndingDirectorySeparator(target))).Append(" none ").Append(options).Append(" 0 0\n");

    /// <summary>fstab separates by white space, and has octal escapes for it.</summary>
    private static string Escape(string path) => path
        .Replace("\\", "\\134", StringComparison.Ordinal)
        .Replace(" ", "\\040", StringComparison.Ordinal)
        .Replace("\t", "\\011", StringComparison.Ordinal)
        .Replace("\n", "\\012", StringComparison.Ordinal)
        .Replace("#", "\\043", StringComparison.Ordinal);
}

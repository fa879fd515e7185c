using System.Text;

namespace Pai.Jobs.Cli.Emulation;

/// <summary>Files that their owner alone can read.</summary>
internal static class PrivateFile
{
    /// <summary>Writes a file; it appears complete, in place of one that is there.</summary>
    public static void Write(string path, string content)
    {
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(temporary, options)) file.Write(Encoding.UTF8.GetBytes(content));
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

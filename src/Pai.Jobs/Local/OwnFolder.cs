namespace Pai.Jobs.Internal.Local;

/// <summary>Keeps a folder from other users of the machine.</summary>
internal static class OwnFolder
{
    public static void Restrict(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

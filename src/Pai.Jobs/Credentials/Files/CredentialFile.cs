namespace Pai.Jobs.Internal.Credentials;

/// <summary>Reads files with secrets.</summary>
internal static class CredentialFile
{
    private const int MaxSize = 1 << 20;

    /// <summary>The content; null if there is no such file. If other users can read it too, there is a warning.</summary>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public static byte[]? Read(CredentialContext context, string path) => Read(path, file => WarnIfReadable(context, path, file));

    /// <summary>The content of a file whose mode is not the user's to choose; null if there is no such file.</summary>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public static byte[]? ReadToken(string path) => Read(path, _ => { });

    private static byte[]? Read(string path, Action<FileStream> check)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            check(file);
            return LimitedReader.Read(file, MaxSize) ?? throw new SourceException($"{path} is larger than 1 MiB.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SourceException($"{path} cannot be read: {e.Message}");
        }
    }

    private static void WarnIfReadable(CredentialContext context, string path, FileStream file)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file.SafeFileHandle) & Others) == 0 || !context.WarnsOnce(path)) return;
        CredentialLog.ReadableByOthers(context.Logger, path);
    }
}

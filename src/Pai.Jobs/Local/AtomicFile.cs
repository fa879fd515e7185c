namespace Pai.Jobs.Internal.Local;

/// <summary>Writes files that are complete or not there.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string text)
    {
        var partial = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(partial, text);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}

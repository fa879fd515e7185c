namespace Pai.Jobs.Internal.Local;

/// <summary>Deletes the folder of a run, whatever permissions the job left in it.</summary>
internal static class RunDeletion
{
    public const string TrashPrefix = ".trash-";

    /// <summary>Takes the folder away in one step: a deletion that is interrupted leaves no half of a run.</summary>
    /// <returns>Where it is now, to be deleted.</returns>
    /// <exception cref="DirectoryNotFoundException">Another call has taken it.</exception>
    public static string MoveAway(RunFolder folder)
    {
        var trash = Path.Combine(Path.GetDirectoryName(folder.Root)!, TrashPrefix + folder.Id);
        Directory.Move(folder.Root, trash);
        return trash;
    }

    /// <summary>Deletes a folder that is not needed any more. Links in it are removed, not followed.</summary>
    public static void Delete(string path)
    {
        if (!Directory.Exists(path)) return;
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            MakeWritable(new DirectoryInfo(path));
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another call deletes it too.
        }
    }

    /// <summary>Deletes a folder after a failure, which is what the caller must hear of.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            Delete(path);
        }
        catch (Exception e) when (LocalFault.IsOne(e))
        {
            // The next clean-up tries again.
        }
    }

    private static void MakeWritable(DirectoryInfo folder)
    {
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode |= UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var child in folder.EnumerateDirectories())
            if (child.LinkTarget is null) MakeWritable(child);
    }
}

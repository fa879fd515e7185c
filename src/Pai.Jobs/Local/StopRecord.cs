namespace Pai.Jobs.Internal.Local;

/// <summary>Puts on record that a run is to stop.</summary>
internal static class StopRecord
{
    /// <summary>
    /// Does so unless it is on record already. The file is renamed, not written: a runaway writer may have filled the disk.
    /// </summary>
    public static void Write(RunFolder folder, TimeProvider clock)
    {
        if (File.Exists(folder.StopFile)) return;
        try
        {
            File.SetLastWriteTimeUtc(folder.StopRequestFile, clock.GetUtcNow().UtcDateTime);
            File.Move(folder.StopRequestFile, folder.StopFile, overwrite: true);
        }
        catch (FileNotFoundException) when (File.Exists(folder.StopFile))
        {
            // Another process was quicker.
        }
    }
}

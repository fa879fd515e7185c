using System.Diagnostics;

namespace Pai.Jobs;

/// <summary>Deletes the folders of tests.</summary>
internal static class TemporaryFiles
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <summary>Deletes a folder in which the supervisor of a run that has ended may still tidy up.</summary>
    public static void Delete(string folder)
    {
        var started = Stopwatch.GetTimestamp();
        while (Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < s_longest)
            {
                Thread.Yield();
            }
        }
    }
}

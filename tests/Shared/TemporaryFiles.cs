using System.Diagnostics;

namespace Pai.Jobs;

/// <summary>Deletes the folders of tests.</summary>
internal static class TemporaryFiles
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <summary>Deletes a folder in which a process of a run that has ended may still tidy up.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="delete">Deletes it. Default: with all in it.</param>
    public static void Delete(string folder, Action<string>? delete = null)
    {
        delete ??= static path => Directory.Delete(path, recursive: true);
        var started = Stopwatch.GetTimestamp();
        while (Directory.Exists(folder))
        {
            try
            {
                delete(folder);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < s_longest)
            {
                Thread.Yield();
            }
        }
    }
}

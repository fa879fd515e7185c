using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// Turns what the file system throws into exceptions of this library, which say what failed, where, and the way out. A run that was deleted
/// meanwhile is not found.
/// </summary>
internal sealed class LocalFault(string runsDirectory, Func<string, JobNotFoundException> notFound)
{
    public static bool IsOne(Exception e) => e is IOException or UnauthorizedAccessException or Win32Exception;

    /// <summary>Does something with the folder of all runs.</summary>
    public T Try<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (IsOne(e))
        {
            throw Of(what, e);
        }
    }

    /// <summary>Does something with one run.</summary>
    public T Try<T>(string jobId, string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (IsOne(e))
        {
            throw OfRun(jobId, what, e);
        }
    }

    /// <summary>Reads something of one run, item by item.</summary>
    public async IAsyncEnumerable<T> ReadAsync<T>(
        string jobId, string what, IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var all = items.GetAsyncEnumerator(cancellationToken);
        await using (all.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await all.MoveNextAsync().ConfigureAwait(false)) yield break;
                }
                catch (Exception e) when (IsOne(e))
                {
                    throw OfRun(jobId, what, e);
                }

                yield return all.Current;
            }
        }
    }

    public JobException Of(string what, Exception e) => new(
        $"{what}: {e.Message} Runs are in {runsDirectory}; PAI_JOBS_RUNS_DIR or LocalBackendOptions.RunsDirectory names another folder.",
        e);

    public JobException OfRun(string jobId, string what, Exception e) =>
        Directory.Exists(Path.Combine(runsDirectory, jobId)) || !Directory.Exists(runsDirectory)
            ? Of($"The run {jobId} cannot be {what}", e)
            : notFound(jobId);
}

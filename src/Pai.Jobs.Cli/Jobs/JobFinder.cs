
namespace Pai.Jobs.Cli.Jobs;

/// <summary>Finds the job that an argument means: an id, a marker, a reference, or the whole name of a run.</summary>
internal static class JobFinder
{
    /// <exception cref="JobNotFoundException">There is none.</exception>
    /// <exception cref="UsageException">Several jobs have this name.</exception>
    public static async Task<JobRun> FindAsync(PaiSession session, string job, CancellationToken cancellationToken)
    {
        JobNotFoundException notFound;
        try
        {
            return await session.AttachAsync(job, cancellationToken);
        }
        catch (JobNotFoundException e)
        {
            notFound = e;
        }

        var named = new List<JobInfo>();
        await foreach (var info in session.ListJobsAsync(new() { NameContains = job }, cancellationToken))
            if (info.Name == job) named.Add(info);
        return named switch
        {
            [] => throw notFound,
            [var one] => await session.AttachAsync(one.Id, cancellationToken),
            _ => throw new UsageException(
                $"{named.Count} jobs are named \"{job}\". Give the id of one: {string.Join(", ", named.Take(5).Select(j => j.Id))}."),
        };
    }
}

using Pai.Jobs.Cli.CommandLine;
using Pai.Jobs.Internal.Local;

namespace Pai.Jobs.Cli.Jobs;

/// <summary>Finds jobs of the session, and runs of this machine by their ids, whatever the settings say.</summary>
internal sealed class AnyJob(CliContext cli) : IAsyncDisposable
{
    private PaiSession? _local;

    /// <exception cref="JobNotFoundException">There is none.</exception>
    public Task<JobRun> FindAsync(string job) => JobFinder.FindAsync(SessionOf(job), job, cli.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_local is not null) await _local.DisposeAsync();
    }

    private PaiSession SessionOf(string job) =>
        RunIds.IsId(job) ? _local ??= cli.CreateBuilder().UseLocal().Build() : cli.Session;
}

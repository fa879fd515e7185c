using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>All places that runs are in.</summary>
internal sealed class RunSources(IReadOnlyList<RunSource> all) : IAsyncDisposable
{
    public IReadOnlyList<RunSource> All { get; } = all;

    public IReadOnlyList<SourceJson> Describe() => [.. All.Select(s => new SourceJson(s.Id, s.Name, s.Kind, s.Error))];

    /// <exception cref="ConsoleException">There is no such source.</exception>
    public RunSource Find(string id) =>
        All.FirstOrDefault(s => s.Id == id)
        ?? throw ConsoleException.NotFound($"There is no source \"{id}\". There are: {string.Join(", ", All.Select(s => s.Id))}.");

    /// <summary>The run that the path of a request names.</summary>
    public async Task<(RunSource Source, JobInfo Run)> OpenAsync(HttpContext http)
    {
        var source = Find(http.Route("source"));
        return (source, await source.GetAsync(http.Route("id"), http.RequestAborted));
    }

    /// <summary>The run that <c>source/id</c> names.</summary>
    public async Task<(RunSource Source, JobInfo Run)> OpenAsync(string name, string reference, CancellationToken cancellationToken)
    {
        var end = reference.IndexOf('/', StringComparison.Ordinal);
        if (end < 1) throw ConsoleException.Invalid(name, reference, "is not a source and the id of a run, as in local/ID");
        var source = Find(reference[..end]);
        return (source, await source.GetAsync(reference[(end + 1)..], cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in All) await source.DisposeAsync();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The files of a run's outputs.</summary>
internal sealed class OutputEndpoints(RunSources sources)
{
    private const string Path = "/api/runs/{source}/{id}/outputs";

    /// <summary>More files are not counted.</summary>
    private const int MaxCounted = 10_000;

    public void Map(WebApplication application)
    {
        application.MapGet(Path, (RequestDelegate)ListAsync);
        application.MapGet(Path + "/{channel}/tree", (RequestDelegate)TreeAsync);
        application.MapGet(Path + "/{channel}/preview", (RequestDelegate)PreviewAsync);
        application.MapGet(Path + "/{channel}/file", (RequestDelegate)FileAsync).WithMetadata(new TakesTickets());
    }

    private async Task ListAsync(HttpContext http)
    {
        var (source, run) = await sources.OpenAsync(http);
        var channels = new List<OutputChannelJson>();
        foreach (var (name, location) in run.Outputs ?? new Dictionary<string, DataLocation>())
            channels.Add(await CountAsync(new(name, location, source.Session.Storage), http.RequestAborted));
        var note = run.Outputs is null ? "The outputs are not known: the run was not submitted by this library." : null;
        await http.WriteAsync(new OutputsJson(channels, note), ConsoleJson.Default.OutputsJson);
    }

    private static async Task<OutputChannelJson> CountAsync(JobOutput output, CancellationToken cancellationToken)
    {
        var (files, bytes) = (0, 0L);
        var uri = output.Location.ToString();
        try
        {
            await foreach (var file in output.ListAsync(cancellationToken))
            {
                if (++files > MaxCounted) return new(output.Name, uri, null, null, null);
                bytes += file.Size;
            }

            return new(output.Name, uri, files, bytes, null);
        }
        catch (Exception e) when (Outage.IsOne(e))
        {
            return new(output.Name, uri, null, null, e.Message);
        }
    }

    private async Task TreeAsync(HttpContext http)
    {
        var path = OutputPaths.Check(http.Text("path"));
        var (source, output) = await OpenAsync(http);
        await http.WriteAsync(
            await OutputTree.ListAsync(source, output.Location, path, http.RequestAborted), ConsoleJson.Default.TreeJson);
    }

    private async Task PreviewAsync(HttpContext http)
    {
        var path = FilePath(http);
        var (source, output) = await OpenAsync(http);
        await using var file = await OpenReadAsync(output, path, http.RequestAborted);
        var size = file.CanSeek ? file.Length : await SizeAsync(source, output, path, http.RequestAborted);
        var head = new byte[ConsoleLimits.PreviewBytes + 1];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, http.RequestAborted);
        var isWhole = read < head.Length;
        var shown = head.AsSpan(0, Math.Min(read, ConsoleLimits.PreviewBytes));
        var preview = FilePreview.Of(path, shown, size ?? (isWhole ? read : null), isWhole);
        await http.WriteAsync(preview, ConsoleJson.Default.PreviewJson);
    }

    private async Task FileAsync(HttpContext http)
    {
        var path = FilePath(http);
        var (_, output) = await OpenAsync(http);
        await using var file = await OpenReadAsync(output, path, http.RequestAborted);
        // A file that grows meanwhile is sent as it was; without a length the end of the answer is the end of the file.
        Attachments.Begin(http, path[(path.LastIndexOf('/') + 1)..]);
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static string FilePath(HttpContext http) => OutputPaths.Check(http.Text("path")) is { Length: > 0 } path
        ? path
        : throw new ConsoleException(400, "invalid", "\"path\" is missing: the path of a file in the output.");

    private async Task<(RunSource Source, JobOutput Output)> OpenAsync(HttpContext http)
    {
        var (source, run) = await sources.OpenAsync(http);
        var name = http.Route("channel");
        return run.Outputs?.TryGetValue(name, out var location) == true
            ? (source, new(name, location, source.Session.Storage))
            : throw ConsoleException.NotFound(
                $"The run {run.Id} has no output \"{name}\". It has: {string.Join(", ", run.Outputs?.Keys ?? [])}.");
    }

    private static async Task<Stream> OpenReadAsync(JobOutput output, string path, CancellationToken cancellationToken)
    {
        if (output.FilePath is { } root && !File.Exists(OutputPaths.Resolve(root, path)))
            throw ConsoleException.NotFound($"The output \"{output.Name}\" has no file {path}.");
        return await output.OpenReadAsync(path, cancellationToken);
    }

    private static async Task<long?> SizeAsync(RunSource source, JobOutput output, string path, CancellationToken cancellationToken) =>
        output.Location is OssUri prefix
            ? (await source.Session.Storage.GetInfoAsync(OssUri.Parse($"{prefix.ToString().TrimEnd('/')}/{path}"), cancellationToken)).Size
            : null;
}

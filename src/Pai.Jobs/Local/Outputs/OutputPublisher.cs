using Microsoft.Extensions.Logging;
using Pai.Jobs.Internal.Files;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// Uploads the outputs of a run whose command has succeeded to their locations on OSS. Any process can; one at a time does, and continues
/// with what another has left unfinished.
/// </summary>
internal sealed class OutputPublisher(OssStorage? storage, TimeProvider clock, ILogger logger)
{
    /// <summary>The time for which an unreachable service is retried.</summary>
    private static readonly TimeSpan s_maxOutage = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_retryDelay = TimeSpan.FromSeconds(10);

    /// <summary>The interval at which the lock and the stop request are checked.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns when the outputs are published, by this process or another, or are not to be any more.</summary>
    /// <exception cref="JobException">They cannot be published now. What is there stays, and the next call continues.</exception>
    public async Task PublishAsync(RunFolder folder, RunRecord record, CancellationToken cancellationToken)
    {
        using var held = await TargetLock.WaitAsync(folder.PublishLock, s_poll, clock, cancellationToken).ConfigureAwait(false);
        if (!IsDue(folder, record)) return;
        var channels = ChannelsOf(folder, record);
        if (await UploadAsync(folder, record, channels, cancellationToken).ConfigureAwait(false) is not { } results) return;
        folder.RecordPublishing(PublishState.Finishing);
        try
        {
            foreach (var (channel, result) in channels.Zip(results))
            {
                await TryAsync(record, channel, () => FinishAsync(record, channel, result, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        catch (JobException)
        {
            // It may be for good: then a stop has to be possible.
            folder.RecordPublishing(PublishState.Uploading);
            throw;
        }

        folder.RecordPublishing(PublishState.Published);
    }

    /// <summary>Removes what uploads of a run that was stopped have left for a resume.</summary>
    public async Task AbandonAsync(RunFolder folder, RunRecord record, CancellationToken cancellationToken)
    {
        if (storage is null) return;
        using var held = await TargetLock.WaitAsync(folder.PublishLock, s_poll, clock, cancellationToken).ConfigureAwait(false);
        if (RunStatus.Of(RunFacts.Read(folder, record, clock)).Status != JobStatus.Stopped) return;
        foreach (var channel in ChannelsOf(folder, record).Where(c => LeftOutRoot(c) is null && Directory.Exists(c.Folder)))
            await storage.AbandonAsync(channel.Folder, channel.Location, cancellationToken).ConfigureAwait(false);
    }

    private static List<Channel> ChannelsOf(RunFolder folder, RunRecord record) =>
        [.. record.Uploads.Select(u => new Channel(u.Key, OssUri.Parse(record.Outputs[u.Key]), folder.In(u.Value)))];

    /// <returns>The result of each channel; null when the run was stopped.</returns>
    private async Task<IReadOnlyList<ChannelResult>?> UploadAsync(
        RunFolder folder, RunRecord record, List<Channel> channels, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = CancelWhenStoppedAsync(folder, record, stop);
        try
        {
            var results = new List<ChannelResult>(channels.Count);
            foreach (var channel in channels)
                results.Add(await TryAsync(record, channel, () => UploadAsync(channel, stop.Token), stop.Token).ConfigureAwait(false));
            return IsDue(folder, record) ? results : null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Uploads the files, but for one of the name of the last: what has the same bytes there already is not moved again.</summary>
    private async Task<ChannelResult> UploadAsync(Channel channel, CancellationToken cancellationToken)
    {
        // A link in its place leads out of the run, and a folder that the job has deleted has no file.
        if (LeftOutRoot(channel) is { } root) return new([], [root]);
        if (!Directory.Exists(channel.Folder)) return new([], []);
        var options = new UploadOptions { Exclude = ["/" + SuccessFile.Name] };
        var result = await storage!.UploadAsync(channel.Folder, channel.Location, options, cancellationToken).ConfigureAwait(false);
        var own = new FileInfo(SuccessPath(channel));
        var kind = own.LinkTarget is not null ? "a link"
            : own.Exists && !UnixFileKind.IsRegular(own.FullName) ? "not a regular file"
            : null;
        return new(result.Files, kind is null ? result.LeftOut : [.. result.LeftOut, $"{SuccessFile.Name} ({kind})"]);
    }

    /// <summary>Writes the last object: the job's own file of that name, where it has made one.</summary>
    private async Task<bool> FinishAsync(RunRecord record, Channel channel, ChannelResult result, CancellationToken cancellationToken)
    {
        var target = channel.Location / SuccessFile.Name;
        var own = new FileInfo(SuccessPath(channel));
        var isReal = LeftOutRoot(channel) is null && own.LinkTarget is null;
        // The folder of the job is there already, and a reader's disk cannot have both.
        if (isReal && Directory.Exists(own.FullName)) return true;
        if (isReal && own.Exists && UnixFileKind.IsRegular(own.FullName))
        {
            await storage!.UploadAsync(own.FullName, target, cancellationToken: cancellationToken).ConfigureAwait(false);
            return true;
        }

        var file = new SuccessFile
        {
            RunId = record.Id,
            JobName = record.Name,
            Output = channel.Name,
            PublishedAt = clock.GetUtcNow(),
            Files = [.. result.Files.Select(f => new PublishedFile(f.Name, f.Size))],
            LeftOut = result.LeftOut,
        };
        await storage!.UploadAsync(file.ToJson(), target, cancellationToken: cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static string SuccessPath(Channel channel) => Path.Combine(channel.Folder, SuccessFile.Name);

    /// <summary>The entry for an output folder that the job has replaced; null when it has not.</summary>
    private static string? LeftOutRoot(Channel channel)
    {
        var path = Path.TrimEndingDirectorySeparator(channel.Folder);
        return new DirectoryInfo(path).LinkTarget is not null ? ". (a link)" : File.Exists(path) ? ". (a file)" : null;
    }

    /// <summary>Tries again while the service cannot be reached, for some minutes.</summary>
    private async Task<T> TryAsync<T>(RunRecord record, Channel channel, Func<Task<T>> action, CancellationToken cancellationToken)
    {
        DateTimeOffset? failedSince = null;
        while (true)
        {
            try
            {
                if (storage is null) throw new PaiException("The session has no storage.");
                return await action().ConfigureAwait(false);
            }
            catch (PaiException e)
            {
                failedSince ??= clock.GetUtcNow();
                if (!IsPassing(e) || clock.GetUtcNow() - failedSince >= s_maxOutage) throw Failure(record, channel, e);
                LocalMessages.NotPublished(logger, channel.Name, record.Id, s_retryDelay, e);
            }

            await Task.Delay(s_retryDelay, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsPassing(PaiException e) => e switch
    {
        OssException one => one.IsTransient,
        OssTransferException several => several.Failures.All(f => f.Exception is OssException { IsTransient: true }),
        _ => false,
    };

    private static JobException Failure(RunRecord record, Channel channel, PaiException e) => new(
        $"The output \"{channel.Name}\" of run {record.Name} ({record.Id}) cannot be published to {channel.Location}. {e.Message} "
        + $"Its files are in {channel.Folder}. AttachAsync and WaitAsync continue it; StopAsync gives it up.",
        e);

    private bool IsDue(RunFolder folder, RunRecord record) =>
        RunStatus.Of(RunFacts.Read(folder, record, clock)).Status == JobStatus.Publishing;

    private async Task CancelWhenStoppedAsync(RunFolder folder, RunRecord record, CancellationTokenSource stop)
    {
        while (IsDue(folder, record)) await Task.Delay(s_poll, clock, stop.Token).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
    }

    /// <param name="Name">The name.</param>
    /// <param name="Location">The location on OSS.</param>
    /// <param name="Folder">The folder that the job wrote to.</param>
    private sealed record Channel(string Name, OssUri Location, string Folder);

    /// <param name="Files">The files that are there.</param>
    /// <param name="LeftOut">The paths that are not, each with the reason.</param>
    private sealed record ChannelResult(IReadOnlyList<TransferredFile> Files, IReadOnlyList<string> LeftOut);
}

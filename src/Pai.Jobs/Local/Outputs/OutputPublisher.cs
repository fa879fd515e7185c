using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Local;

/// <summary>
/// Uploads the outputs of a run whose command has succeeded to their locations on OSS. Any process can; one at a time does, and goes on
/// with what another has left unfinished.
/// </summary>
internal sealed class OutputPublisher(OssStorage? storage, TimeProvider clock)
{
    /// <summary>How long a service that does not answer is tried again.</summary>
    private static readonly TimeSpan s_maxOutage = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_retryDelay = TimeSpan.FromSeconds(10);

    /// <summary>How often it is looked whether the lock is free, and whether the run is to stop.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns when the outputs are published, by this process or another, or are not to be any more.</summary>
    /// <exception cref="JobException">They cannot be published now. What is there stays, and the next call goes on.</exception>
    public async Task PublishAsync(RunFolder folder, RunRecord record, CancellationToken cancellationToken)
    {
        using var held = await TargetLock.WaitAsync(folder.PublishLock, s_poll, clock, cancellationToken).ConfigureAwait(false);
        if (!IsDue(folder, record)) return;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = CancelWhenStoppedAsync(folder, record, stop);
        try
        {
            var channels = record.Uploads.Select(u => new Channel(u.Key, OssUri.Parse(record.Outputs[u.Key]), folder.In(u.Value))).ToList();
            var results = new List<TransferResult>(channels.Count);
            foreach (var channel in channels)
                results.Add(await TryAsync(record, channel, () => UploadAsync(channel, stop.Token), stop.Token).ConfigureAwait(false));
            foreach (var (channel, result) in channels.Zip(results))
                await TryAsync(record, channel, () => FinishAsync(record, channel, result, stop.Token), stop.Token).ConfigureAwait(false);
            // A stop from here on comes too late.
            if (IsDue(folder, record)) folder.RecordPublished();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The run was stopped.
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Uploads the files, but for one of the name of the last: what has the same bytes there already is not moved again.</summary>
    private Task<TransferResult> UploadAsync(Channel channel, CancellationToken cancellationToken) =>
        storage!.UploadAsync(channel.Folder, channel.Location, new UploadOptions { Exclude = ["/" + SuccessFile.Name] }, cancellationToken);

    /// <summary>Writes the last object: the job's own file of that name, where it has made one.</summary>
    private Task<TransferResult> FinishAsync(
        RunRecord record, Channel channel, TransferResult result, CancellationToken cancellationToken)
    {
        var target = channel.Location / SuccessFile.Name;
        var own = Path.Combine(channel.Folder, SuccessFile.Name);
        if (File.Exists(own)) return storage!.UploadAsync(own, target, cancellationToken: cancellationToken);
        var file = new SuccessFile
        {
            RunId = record.Id,
            JobName = record.Name,
            Output = channel.Name,
            PublishedAt = clock.GetUtcNow(),
            Files = [.. result.Files.Select(f => new PublishedFile(f.Name, f.Size))],
            LeftOut = result.LeftOut,
        };
        return storage!.UploadAsync(file.ToJson(), target, cancellationToken: cancellationToken);
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
        + $"Its files are in {channel.Folder}. AttachAsync and WaitAsync go on with it; StopAsync gives it up.",
        e);

    private bool IsDue(RunFolder folder, RunRecord record) =>
        RunStatus.Of(RunFacts.Read(folder, record, clock)).Status == JobStatus.Publishing;

    private async Task CancelWhenStoppedAsync(RunFolder folder, RunRecord record, CancellationTokenSource stop)
    {
        while (IsDue(folder, record)) await Task.Delay(s_poll, clock, stop.Token).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
    }

    /// <param name="Name">The name.</param>
    /// <param name="Location">The place on OSS.</param>
    /// <param name="Folder">The folder that the job wrote to.</param>
    private sealed record Channel(string Name, OssUri Location, string Folder);
}

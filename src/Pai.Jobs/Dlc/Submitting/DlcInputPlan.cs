using Pai.Jobs.Internal.AiWorkspace;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Looks up the inputs of a job, and changes nothing.</summary>
/// <param name="services">The services.</param>
/// <param name="locations">Finds out what is at a location.</param>
/// <param name="bucket">The bucket that local files are uploaded to.</param>
/// <param name="run">The folder of the run.</param>
internal sealed class DlcInputPlan(DlcServices services, DlcLocations locations, OssUri bucket, OssUri run)
{
    /// <exception cref="PaiException">The data cannot be used.</exception>
    public Task<DlcInput> FindAsync(InputChannel channel, CancellationToken cancellationToken) => channel.Location switch
    {
        LocalPath path => LocalAsync(channel, path, cancellationToken),
        OssUri oss => OssAsync(channel, oss, cancellationToken),
        DatasetId dataset => DatasetAsync(channel, dataset, cancellationToken),
        { } other => Task.FromResult(new DlcInput { Channel = channel, Mount = other }),
        null => throw new ArgumentException("The channel has no data.", nameof(channel)),
    };

    /// <summary>Data that the job may write to is its own; other data is shared by all jobs with the same files.</summary>
    private async Task<DlcInput> LocalAsync(InputChannel channel, LocalPath path, CancellationToken cancellationToken)
    {
        var local = await DlcLocalInput.ReadAsync(path.FilePath ?? path.FullPath, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Channel = channel,
            Mount = channel.MountAccess == MountAccess.ReadWrite ? OwnFolder(channel) : DlcLayout.InputFolder(bucket, local.Sha256),
            FileName = local.IsFolder ? null : local.Files[0].Name,
            Local = local,
        };
    }

    private async Task<DlcInput> OssAsync(InputChannel channel, OssUri location, CancellationToken cancellationToken)
    {
        var found = await locations.FindAsync(location, cancellationToken).ConfigureAwait(false);
        var mount = await locations.ToMountAsync(found, cancellationToken).ConfigureAwait(false);
        if (found.Key.Length == 0 || found.IsDirectory) return new() { Channel = channel, Mount = mount };
        var slash = found.Key.LastIndexOf('/');
        var name = found.Key[(slash + 1)..];
        return slash < 0
            ? new() { Channel = channel, Mount = OwnFolder(channel), FileName = name, CopiedObject = found }
            : new() { Channel = channel, Mount = OssUri.Parse(mount.ToString()[..^name.Length]), FileName = name };
    }

    /// <summary>The service knows whether a dataset is a folder or a file.</summary>
    private async Task<DlcInput> DatasetAsync(InputChannel channel, DatasetId dataset, CancellationToken cancellationToken)
    {
        AiDataset found;
        try
        {
            found = await services.Workspaces.GetDatasetAsync(dataset.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (PaiServiceException e) when (e.Kind == PaiServiceErrorKind.Forbidden)
        {
            // The job may use what its submitter may not look at.
            return new() { Channel = channel, Mount = dataset };
        }

        var isFile = found.Property == "FILE";
        var name = isFile ? found.Uri?[(found.Uri.LastIndexOf('/') + 1)..] : null;
        return name is { Length: 0 }
            ? throw new PaiException($"It is a file, and its location {found.Uri} does not name it.")
            : new() { Channel = channel, Mount = dataset, FileName = name };
    }

    private OssUri OwnFolder(InputChannel channel) => run / $"inputs/{channel.Name}/";
}

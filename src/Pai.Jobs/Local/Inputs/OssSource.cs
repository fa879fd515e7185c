using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Internal.Local;

/// <summary>Code on OSS: it is downloaded, an archive is unpacked, and then it is packed as code on this machine is.</summary>
/// <param name="runsDirectory">The folder of all runs.</param>
/// <param name="storage">Where the objects are.</param>
/// <param name="clock">The clock.</param>
internal sealed class OssSource(string runsDirectory, OssStorage storage, TimeProvider clock)
{
    /// <summary>Puts the code into the store.</summary>
    /// <exception cref="PaiException">It has changed since the job was prepared, or cannot be downloaded or unpacked.</exception>
    public async Task<CodeArchive> AddAsync(OssInput source, RunFolder staging, CancellationToken cancellationToken)
    {
        var (downloaded, unpacked) = (staging.In("code.downloaded"), staging.In("code"));
        try
        {
            await new InputCache(runsDirectory, storage, clock).FillAsync(source, downloaded, cancellationToken).ConfigureAwait(false);
            var folder = downloaded;
            if (source.FileName is { } name && TarGzip.IsName(name))
            {
                await UnpackAsync(source, Path.Combine(downloaded, name), unpacked, cancellationToken).ConfigureAwait(false);
                folder = unpacked;
            }

            var archive = await CodeArchive.PlanAsync(folder, cancellationToken: cancellationToken).ConfigureAwait(false);
            await CodeStore.AddAsync(runsDirectory, folder, archive, clock, cancellationToken).ConfigureAwait(false);
            return archive;
        }
        finally
        {
            foreach (var folder in (string[])[downloaded, unpacked]) RunDeletion.TryDelete(folder);
        }
    }

    private static async Task UnpackAsync(OssInput source, string path, string folder, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
        await using var _ = stream.ConfigureAwait(false);
        try
        {
            await TarGzip.ExtractAsync(stream, folder, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new PaiException($"The code {source.Location} is not a valid .tar.gz archive: {e.Message}", e);
        }
    }
}

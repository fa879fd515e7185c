using System.Runtime.CompilerServices;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs.Internal.Running;

/// <summary>Reads an output that is a prefix in OSS.</summary>
internal sealed class OutputPrefix(OssUri location, OssStorage storage) : IOutputContent
{
    private readonly OssUri _prefix = OssUri.Parse(LocationText.EnsureTrailingSlash(location.ToString()));

    public async IAsyncEnumerable<OutputFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in storage.ListAsync(_prefix, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            // An object for a folder has no content.
            if (item.Key.EndsWith('/') && item.Size == 0) continue;
            yield return new()
            {
                Path = item.Key[_prefix.Key.Length..],
                Size = item.Size,
                LastModified = item.LastModified ?? DateTimeOffset.UnixEpoch,
            };
        }
    }

    public Task<bool> ExistsAsync(string path, CancellationToken cancellationToken) =>
        storage.ExistsAsync(FileOf(path), cancellationToken);

    public Task<Stream> OpenReadAsync(string path, CancellationToken cancellationToken) =>
        storage.OpenReadAsync(FileOf(path), cancellationToken);

    public async Task<int> CopyToAsync(string directory, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!await storage.ExistsAsync(_prefix, cancellationToken).ConfigureAwait(false)) return 0;
        var result = await storage.DownloadAsync(_prefix, directory, options: null, cancellationToken).ConfigureAwait(false);
        return result.Files.Count;
    }

    private OssUri FileOf(string path) => (_prefix / path) is { IsDirectory: false } file
        ? file
        : throw new ArgumentException($"\"{path}\" ends in a slash, and is not a file.", nameof(path));
}

namespace Pai.Jobs.Internal.Running;

/// <summary>Reads the files of an output, wherever it is.</summary>
internal interface IOutputContent
{
    IAsyncEnumerable<OutputFile> ListAsync(CancellationToken cancellationToken);

    Task<bool> ExistsAsync(string path, CancellationToken cancellationToken);

    Task<Stream> OpenReadAsync(string path, CancellationToken cancellationToken);

    /// <returns>The number of files.</returns>
    Task<int> CopyToAsync(string directory, CancellationToken cancellationToken);
}

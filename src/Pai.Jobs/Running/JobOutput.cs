using Pai.Jobs.Internal.Running;

namespace Pai.Jobs;

/// <summary>One output of a run: a folder, and what is in it.</summary>
/// <remarks>
/// It is complete when the job has succeeded. Links in a folder of this machine are left out and not followed: what they lead to is not the
/// job's output. It converts to a <see cref="DataLocation"/>, so that it can be the input of another job.
/// </remarks>
public sealed class JobOutput : IEquatable<JobOutput>
{
    private readonly OssStorage? _storage;

    /// <summary>Creates an output.</summary>
    /// <param name="name">The channel's name.</param>
    /// <param name="location">The folder.</param>
    /// <param name="storage">Reads the output where it is on OSS; a run has that of its session.</param>
    public JobOutput(string name, DataLocation location, OssStorage? storage = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(location);
        Name = name;
        Location = location;
        _storage = storage;
    }

    /// <summary>The channel's name.</summary>
    public string Name { get; }

    /// <summary>
    /// The location of the output: a <see cref="LocalPath"/> for a run on this machine, unless the record gave another location.
    /// </summary>
    public DataLocation Location { get; }

    /// <summary>The path of the folder on this machine, with a slash at its end; null when the output is not on this machine.</summary>
    public string? FilePath => Location.FilePath;

    /// <summary>The location, as an input of another job.</summary>
    /// <param name="output">The output.</param>
    public static implicit operator DataLocation(JobOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.Location;
    }

    /// <summary>The location, as an input of another job.</summary>
    public DataLocation ToDataLocation() => Location;

    /// <summary>
    /// The files of the output, in ordinal order of their paths; on OSS, in that of their UTF-8 bytes. Empty when the job wrote none.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobException">The folder cannot be read, or is not there.</exception>
    /// <exception cref="OssException">The service refused it, or could not be reached.</exception>
    /// <exception cref="JobNotSupportedException">The output is neither on this machine nor on OSS.</exception>
    public IAsyncEnumerable<OutputFile> ListAsync(CancellationToken cancellationToken = default) =>
        Content.ListAsync(cancellationToken);

    /// <summary>True if there is a file of this path.</summary>
    /// <param name="path">The path of a file in the output, with slashes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads out of the output.</exception>
    /// <exception cref="JobNotSupportedException">The output is neither on this machine nor on OSS.</exception>
    public Task<bool> ExistsAsync(string path, CancellationToken cancellationToken = default) =>
        Content.ExistsAsync(path, cancellationToken);

    /// <summary>Opens a file of the output for reading.</summary>
    /// <param name="path">The path of a file in the output, with slashes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads out of the output.</exception>
    /// <exception cref="JobException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="OssException">There is no such object, or the service could not be reached.</exception>
    /// <exception cref="JobNotSupportedException">The output is neither on this machine nor on OSS.</exception>
    public Task<Stream> OpenReadAsync(string path, CancellationToken cancellationToken = default) =>
        Content.OpenReadAsync(path, cancellationToken);

    /// <summary>
    /// Copies all files of the output into a folder. A file appears there complete or not at all, and replaces one of its name.
    /// </summary>
    /// <param name="directory">The folder; it is created when it is missing.</param>
    /// <param name="cancellationToken">Cancels the operation; files that are complete stay.</param>
    /// <returns>The number of files.</returns>
    /// <exception cref="JobException">A file cannot be read or written.</exception>
    /// <exception cref="OssTransferException">Objects could not be downloaded; all others were.</exception>
    /// <exception cref="JobNotSupportedException">The output is neither on this machine nor on OSS.</exception>
    public Task<int> DownloadAsync(string directory, CancellationToken cancellationToken = default) =>
        Content.CopyToAsync(directory, cancellationToken);

    /// <summary>Reads the list of the files that the job wrote last.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The manifest; null where the job wrote none, or has not come to it: the output may be incomplete.</returns>
    /// <exception cref="JobException">It cannot be read, or is damaged.</exception>
    /// <exception cref="OssException">The service refused it, or could not be reached.</exception>
    /// <exception cref="JobNotSupportedException">The output is neither on this machine nor on OSS.</exception>
    public async Task<OutputManifest?> ReadManifestAsync(CancellationToken cancellationToken = default)
    {
        if (!await ExistsAsync(OutputManifest.FileName, cancellationToken).ConfigureAwait(false)) return null;
        var stream = await OpenReadAsync(OutputManifest.FileName, cancellationToken).ConfigureAwait(false);
        try
        {
            using var reader = new StreamReader(stream);
            return OutputManifest.Parse(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            throw new JobException($"The manifest of the output \"{Name}\" at {Location} cannot be read: {e.Message}", e);
        }
    }

    private IOutputContent Content => Location switch
    {
        { FilePath: { } root } => OutputFolder.Of(this, root),
        OssUri location when _storage is not null => new OutputPrefix(location, _storage),
        _ => throw new JobNotSupportedException(
            $"The output \"{Name}\" is at {Location}; outputs are read from folders of this machine and, in a session, from OSS."),
    };

    /// <inheritdoc/>
    public bool Equals(JobOutput? other) => other is not null && other.Name == Name && other.Location == Location;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JobOutput);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Location);

    /// <summary>The location.</summary>
    public override string ToString() => Location.ToString();
}

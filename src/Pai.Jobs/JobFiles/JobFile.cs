using System.Text;
using System.Text.Json;
using Pai.Jobs.Internal.JobFiles;
using Pai.Jobs.Internal.Model;

namespace Pai.Jobs;

/// <summary>
/// A job with its values and options as one JSON file, which runs without the program that it is from and without a compiler:
/// <c>file.RunAsync(session)</c>, <c>pai-jobs run FILE</c>. docs/job-files.md has the format.
/// </summary>
/// <remarks>Immutable. It has no secret's value, only references.</remarks>
public sealed class JobFile
{
    internal JobFile(JobValues values, RunOptions options, IReadOnlyList<ParameterSchema> schema) =>
        (Values, Options, Schema) = (values, options, schema);

    /// <summary>The version of the format that this library writes, and the only one that it reads.</summary>
    public const int FormatVersion = JobFileData.CurrentVersion;

    /// <summary>The settings of the job: those of the record's attributes, with the options of the run applied.</summary>
    public JobDefinition Definition => Values.Definition;

    /// <summary>The input channels, with their data.</summary>
    public IReadOnlyList<InputChannel> Inputs => Values.Inputs;

    /// <summary>The output channels, with the locations that are set.</summary>
    public IReadOnlyList<OutputChannel> Outputs => Values.Outputs;

    /// <summary>The parameters that have a value, in the order of their declaration.</summary>
    public IReadOnlyList<ParameterValue> Parameters => Values.Parameters;

    /// <summary>
    /// The options that no attribute has: name, submit key, registered code, resources of a node, registry, and whether the log is kept.
    /// </summary>
    public RunOptions Options { get; }

    internal JobValues Values { get; }

    internal IReadOnlyList<ParameterSchema> Schema { get; }

    /// <summary>The job file of a record.</summary>
    /// <typeparam name="TJob">The record.</typeparam>
    /// <typeparam name="TOutputs">The record's type of outputs.</typeparam>
    /// <param name="job">The job.</param>
    /// <param name="options">
    /// Per-run overrides of the attributes' settings. <see cref="RunOptions.LogWriter"/>, <see cref="RunOptions.StopOnCancel"/> and
    /// <see cref="RunOptions.CtrlC"/> belong to a process, and are not in the file.
    /// </param>
    /// <exception cref="JobValidationException">
    /// A value is wrong, the source directory is not found, or a secret has no reference.
    /// </exception>
    public static JobFile Create<TJob, TOutputs>(IJob<TJob, TOutputs> job, RunOptions? options = null)
        where TJob : IJob<TJob, TOutputs>
        where TOutputs : JobOutputs, new()
    {
        ArgumentNullException.ThrowIfNull(job);
        var values = job.ToValues();
        return JobFileFolding.Fold(values, options ?? new(), JobSchema.Of<TJob, TOutputs>(values.Definition));
    }

    /// <summary>Writes the file; the source directory relative to it. It is replaced in one step.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="cancellationToken">Cancels the operation; the file is then unchanged.</param>
    /// <exception cref="JobException">The file cannot be written.</exception>
    public async Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllTextAsync(temporary, ToJson(Path.GetDirectoryName(full)!), cancellationToken).ConfigureAwait(false);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The job file {path} cannot be written: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    /// <summary>The content of the file.</summary>
    /// <param name="folder">The folder that the file is for: the source directory is relative to it.</param>
    public string ToJson(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return JsonSerializer.Serialize(JobFileWriter.Write(this, Path.GetFullPath(folder)), JobFileJson.Readable.JobFileData) + "\n";
    }

    /// <summary>Reads a job file.</summary>
    /// <remarks>A value that is not of its type, or breaks a rule of the record, is a problem of the job: its plan has it.</remarks>
    /// <param name="path">The file. Relative paths in it are taken from its folder.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="JobException">
    /// The file cannot be read, is of another version, or its content is wrong: the message has all that is, each with its position.
    /// </exception>
    public static async Task<JobFile> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        try
        {
            var text = await File.ReadAllTextAsync(full, Encoding.UTF8, cancellationToken).ConfigureAwait(false);
            return JobFileReader.Read(text, path, Path.GetDirectoryName(full)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The job file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads the content of a job file.</summary>
    /// <param name="json">The content.</param>
    /// <param name="folder">The folder that relative paths in it are taken from.</param>
    /// <exception cref="JobException">The content is of another version or wrong.</exception>
    public static JobFile Parse(string json, string folder)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return JobFileReader.Read(json, "The job file", Path.GetFullPath(folder));
    }
}

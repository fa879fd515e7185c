using System.Collections.ObjectModel;

namespace Pai.Jobs;

/// <summary>Options of a replay: a run that is repeated on this machine.</summary>
public sealed record ReplayOptions
{
    /// <summary>The most files that are downloaded for each input on OSS, the first by name. Default 100; at least 0.</summary>
    public int MaxFilesPerInput { get; init; } = 100;

    /// <summary>The most bytes that are downloaded for each input on OSS. Default 100 MiB; at least 0.</summary>
    public long MaxBytesPerInput { get; init; } = 100L << 20;

    /// <summary>
    /// The files to take of an input on OSS, by channel, whatever the limits: patterns such as <c>part-0*.csv</c> and
    /// <c>**/labels.json</c>, relative to the input. Default: the first files within the limits.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Files { get; init; } =
        ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>
    /// Files or folders of this machine instead of the inputs of the run, by channel. An input on NAS, CPFS or of a dataset needs one.
    /// </summary>
    public IReadOnlyDictionary<string, string> LocalInputs { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The folder with the code, instead of the code that the run had. Default: that code.</summary>
    public string? SourceDir { get; init; }

    /// <summary>Changed parameters in their string form, by name; a secret as its reference (<c>env:NAME</c>). Default: none.</summary>
    public IReadOnlyDictionary<string, string?> Parameters { get; init; } = ReadOnlyDictionary<string, string?>.Empty;

    /// <summary>Changed environment variables by name; null leaves one out. Default: none.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue?> Environment { get; init; } =
        ReadOnlyDictionary<string, EnvironmentValue?>.Empty;

    /// <summary>
    /// True to run in the job's image with Docker, false for the sandbox of this machine. Default: Docker where an engine answers and
    /// <see cref="LocalBackendOptions.Isolation"/> is not set, else the sandbox.
    /// </summary>
    public bool? UseDocker { get; init; }

    /// <summary>
    /// The options of the backend of this machine. Default: its own defaults; for a run of this machine, the folder of its runs.
    /// </summary>
    public LocalBackendOptions Local { get; init; } = new();

    /// <summary>
    /// A folder that keeps the Python environment for the next replay, which uses it where its requirements are the same; one replay at a
    /// time. Null: each run has its own.
    /// </summary>
    internal string? PythonEnvironment { get; init; }
}

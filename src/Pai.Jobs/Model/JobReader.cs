using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs;

/// <summary>The values of a job, to build its record from. Generated code reads them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class JobReader
{
    private readonly IReadOnlyDictionary<string, DataLocation> _inputs;
    private readonly IReadOnlyDictionary<string, DataLocation> _outputs;
    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly string _recordName;
    private readonly string _source;

    /// <summary>Creates the reader.</summary>
    /// <param name="recordName">The full name of the record in C#.</param>
    /// <param name="source">Where the values are from, for messages.</param>
    /// <param name="inputs">The input channels that have data.</param>
    /// <param name="outputs">The output channels that have a location.</param>
    /// <param name="parameters">The parameters in their string form, a secret as its reference.</param>
    internal JobReader(
        string recordName,
        string source,
        IReadOnlyDictionary<string, DataLocation> inputs,
        IReadOnlyDictionary<string, DataLocation> outputs,
        IReadOnlyDictionary<string, string> parameters)
    {
        _recordName = recordName;
        _source = source;
        _inputs = inputs;
        _outputs = outputs;
        _parameters = parameters;
    }

    /// <summary>
    /// Is told of each parameter as the record asks for it; the record that results has no values. Null to read values.
    /// </summary>
    internal Action<ParameterSchema>? Recorder { get; init; }

    /// <summary>True if this is the job itself, where every channel is a path.</summary>
    internal bool IsInsideJob { get; init; }

    /// <summary>An input channel that the record cannot be built without.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The channel.</param>
    /// <exception cref="JobReadException">The job was submitted without it.</exception>
    public T Input<T>(string name)
        where T : DataLocation =>
        Recorder is not null ? null! : Channel<T>("input", name, _inputs) ?? throw Missing($"input channel \"{name}\"");

    /// <summary>An input channel.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The channel.</param>
    /// <param name="fallback">The value when the job was submitted without it.</param>
    [return: NotNullIfNotNull(nameof(fallback))]
    public T? Input<T>(string name, T? fallback)
        where T : DataLocation => Channel<T>("input", name, _inputs) ?? fallback;

    /// <summary>An output channel that the record cannot be built without.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The channel.</param>
    /// <exception cref="JobReadException">The job was submitted without it.</exception>
    public T Output<T>(string name)
        where T : DataLocation =>
        Recorder is not null ? null! : Channel<T>("output", name, _outputs) ?? throw Missing($"output channel \"{name}\"");

    /// <summary>An output channel.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The channel.</param>
    /// <param name="fallback">The value when the job was submitted without it.</param>
    [return: NotNullIfNotNull(nameof(fallback))]
    public T? Output<T>(string name, T? fallback)
        where T : DataLocation => Channel<T>("output", name, _outputs) ?? fallback;

    /// <summary>A parameter that the record cannot be built without.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="name">The parameter.</param>
    /// <param name="type">Its string form.</param>
    /// <exception cref="JobReadException">The job was submitted without it, or its string form does not fit.</exception>
    public T Parameter<T>(string name, ParameterType<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (Recorder is not null)
        {
            Recorder(new(name, type.Shape) { IsRequired = true, Accepts = text => type.TryParse(text, out _) });
            return type.TryParse(type.Shape.Kind == ParameterKind.List ? "[]" : "", out var empty) ? empty : default!;
        }

        return _parameters.TryGetValue(name, out var text) ? Parse(name, type, text) : throw Missing($"parameter \"{name}\"");
    }

    /// <summary>A parameter.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="name">The parameter.</param>
    /// <param name="type">Its string form.</param>
    /// <param name="fallback">The value when the job was submitted without it.</param>
    /// <exception cref="JobReadException">Its string form does not fit.</exception>
    [return: NotNullIfNotNull(nameof(fallback))]
    public T? Parameter<T>(string name, ParameterType<T> type, T? fallback)
    {
        ArgumentNullException.ThrowIfNull(type);
        Recorder?.Invoke(new(name, type.Shape)
        {
            Default = fallback is null ? null : Format(type, fallback),
            Accepts = text => type.TryParse(text, out _),
        });
        return _parameters.TryGetValue(name, out var text) ? Parse(name, type, text) : fallback;
    }

    /// <inheritdoc cref="Parameter{T}(string, ParameterType{T}, T)"/>
    public T? Parameter<T>(string name, ParameterType<T> type, T? fallback)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(type);
        Recorder?.Invoke(new(name, type.Shape)
        {
            Default = fallback is { } value ? Format(type, value) : null,
            Accepts = text => type.TryParse(text, out _),
        });
        return _parameters.TryGetValue(name, out var text) ? Parse(name, type, text) : fallback;
    }

    /// <summary>A default that has no string form, such as a list with a null in it, is shown as none.</summary>
    private static string? Format<T>(ParameterType<T> type, T value)
    {
        if (value is Secret { IsInline: true }) return null;
        try
        {
            return type.Format(value);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static T Parse<T>(string name, ParameterType<T> type, string text) =>
        type.TryParse(text, out var value)
            ? value
            : throw new JobReadException(
                $"Parameter \"{name}\" is {(SecretNames.IsLikely(name) ? "not readable" : $"\"{text}\"")}; it must be {type.Form}.");

    private T? Channel<T>(string kind, string name, IReadOnlyDictionary<string, DataLocation> channels)
        where T : DataLocation
    {
        if (!channels.TryGetValue(name, out var location)) return null;
        // What is in no bucket, an output of a local run for instance, still has a path inside the job.
        var mounted = IsInsideJob && location.FilePath is { } path ? OssUri.Mounted(path) : null;
        return location as T ?? mounted as T ?? throw new JobReadException(
            $"The {kind} channel \"{name}\" is {location}, which does not fit the type {typeof(T).Name}. Was the job submitted by another "
            + $"version of {_recordName}, or by another program? A property of type DataLocation takes every kind.");
    }

    private JobReadException Missing(string what) =>
        new($"The job was submitted without the {what}, which {_recordName} cannot be built without. Looked in {_source}.");
}

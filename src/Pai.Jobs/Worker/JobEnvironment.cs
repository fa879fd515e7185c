using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs;

/// <summary>What a job finds of its own values inside the container. The generated <c>FromEnvironment()</c> reads it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class JobEnvironment
{
    private readonly JobDefinition _definition;
    private readonly WorkerValues _values;

    private JobEnvironment(JobDefinition definition, WorkerValues values)
    {
        _definition = definition;
        _values = values;
    }

    /// <summary>Reads the config folder (<c>PAI_CONFIG_DIR</c>, else <c>/ml/input/config/</c>) and the <c>PAI_*</c> variables of this process.</summary>
    /// <param name="definition">The record's definition.</param>
    /// <exception cref="JobEnvironmentException">There is no config folder, or it cannot be read.</exception>
    public static JobEnvironment Read(JobDefinition definition) => Read(definition, Environment.GetEnvironmentVariable);

    internal static JobEnvironment Read(JobDefinition definition, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new(definition, WorkerValues.Read(definition, environment));
    }

    /// <summary>An input channel that the record cannot be built without.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The channel.</param>
    /// <exception cref="JobEnvironmentException">The job was submitted without it.</exception>
    public T Input<T>(string name)
        where T : DataUri =>
        Channel<T>("input", name, _values.Inputs) ?? throw Missing($"input channel \"{name}\"");

    /// <summary>An input channel.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The channel.</param>
    /// <param name="fallback">The value when the job was submitted without it.</param>
    [return: NotNullIfNotNull(nameof(fallback))]
    public T? Input<T>(string name, T? fallback)
        where T : DataUri => Channel<T>("input", name, _values.Inputs) ?? fallback;

    /// <summary>An output channel.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The channel.</param>
    /// <exception cref="JobEnvironmentException">The job was submitted without it.</exception>
    public T Output<T>(string name)
        where T : DataUri =>
        Channel<T>("output", name, _values.Outputs) ?? throw Missing($"output channel \"{name}\"");

    /// <summary>A parameter that the record cannot be built without.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="name">The parameter.</param>
    /// <param name="type">Its text form.</param>
    /// <exception cref="JobEnvironmentException">The job was submitted without it, or its text does not fit.</exception>
    public T Parameter<T>(string name, ParameterType<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _values.Parameters.TryGetValue(name, out var text) ? Parse(name, type, text) : throw Missing($"parameter \"{name}\"");
    }

    /// <summary>A parameter.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="name">The parameter.</param>
    /// <param name="type">Its text form.</param>
    /// <param name="fallback">The value when the job was submitted without it.</param>
    /// <exception cref="JobEnvironmentException">Its text does not fit.</exception>
    [return: NotNullIfNotNull(nameof(fallback))]
    public T? Parameter<T>(string name, ParameterType<T> type, T? fallback)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _values.Parameters.TryGetValue(name, out var text) ? Parse(name, type, text) : fallback;
    }

    /// <inheritdoc cref="Parameter{T}(string, ParameterType{T}, T)"/>
    public T? Parameter<T>(string name, ParameterType<T> type, T? fallback)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(type);
        return _values.Parameters.TryGetValue(name, out var text) ? Parse(name, type, text) : fallback;
    }

    private static T Parse<T>(string name, ParameterType<T> type, string text) =>
        type.TryParse(text, out var value)
            ? value
            : throw new JobEnvironmentException($"Parameter \"{name}\" is {(SecretNames.IsLikely(name) ? "not readable" : $"\"{text}\"")}; it must be {type.Form}.");

    private T? Channel<T>(string kind, string name, IReadOnlyDictionary<string, WorkerChannel> channels)
        where T : DataUri
    {
        if (!channels.TryGetValue(name, out var channel)) return null;
        return channel.Resolve<T>()
            ?? throw new JobEnvironmentException($"The {kind} channel \"{name}\" is {channel.Uri ?? channel.Path}, which is no {typeof(T).Name}. Was the job submitted by another version of {_definition.RecordName}? A property of type DataUri takes every kind.");
    }

    private JobEnvironmentException Missing(string what) =>
        new($"The job was submitted without the {what}, which {_definition.RecordName} cannot be built without. Looked in {_values.Source}.");
}

using System.ComponentModel;
using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs;

/// <summary>The values of a job record, as data. Generated code fills it in; what is wrong is collected, not thrown.</summary>
public sealed partial class JobValues
{
    private readonly Dictionary<string, DataLocation?> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DataLocation?> _outputs = new(StringComparer.Ordinal);
    private readonly List<ParameterValue> _parameters = [];
    private readonly List<JobProblem> _problems = [];
    private readonly List<(string Name, ParameterCheck[] Checks, Func<CheckedType> Type)> _checks = [];

    /// <summary>Creates the request without values.</summary>
    /// <param name="definition">What the attributes of the record say.</param>
    public JobValues(JobDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
    }

    /// <summary>The settings of the record's attributes.</summary>
    public JobDefinition Definition { get; }

    /// <summary>The input channels in the order of their declaration, with their data.</summary>
    public IReadOnlyList<InputChannel> Inputs => [.. Definition.Inputs.Select(ToChannel)];

    /// <summary>The output channels in the order of their declaration, with the locations that are set.</summary>
    public IReadOnlyList<OutputChannel> Outputs => [.. Definition.Outputs.Select(ToChannel)];

    /// <summary>The parameters that are not null, in the order of their declaration.</summary>
    public IReadOnlyList<ParameterValue> Parameters => _parameters;

    /// <summary>The problems of the values.</summary>
    public IReadOnlyList<JobProblem> Problems => _problems;

    /// <summary>Sets an input channel.</summary>
    /// <param name="name">The channel.</param>
    /// <param name="value">The data; null takes the channel's default.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public JobValues Input(string name, DataLocation? value)
    {
        var definition = Definition.Inputs.FirstOrDefault(i => i.Name == name)
            ?? throw new ArgumentException($"The job declares no input channel \"{name}\".", nameof(name));
        value ??= Default($"input \"{name}\"", definition.DefaultUri);
        if (value is null && definition.Required) Problem($"input \"{name}\"", "is required and was not given.");
        _inputs[name] = value;
        return this;
    }

    /// <summary>Sets an output channel.</summary>
    /// <param name="name">The channel.</param>
    /// <param name="value">The location; null takes the channel's own, or a new location.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public JobValues Output(string name, DataLocation? value)
    {
        var definition = Definition.Outputs.FirstOrDefault(o => o.Name == name)
            ?? throw new ArgumentException($"The job declares no output channel \"{name}\".", nameof(name));
        _outputs[name] = value ?? Default($"output \"{name}\"", definition.Uri);
        return this;
    }

    /// <summary>Sets a parameter.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its string form.</param>
    /// <param name="value">Its value; null is not sent.</param>
    /// <param name="checks">The rules of its validation attributes.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public JobValues Parameter<T>(string name, ParameterType<T> type, T? value, params ParameterCheck[] checks)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Add(name, value, value is null ? null : () => type.Format(value), checks, () => type.Checked);
    }

    /// <inheritdoc cref="Parameter{T}(string, ParameterType{T}, T, ParameterCheck[])"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public JobValues Parameter<T>(string name, ParameterType<T> type, T? value, params ParameterCheck[] checks)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(type);
        return Add(name, value, value is null ? null : () => type.Format(value.Value), checks, () => type.Checked);
    }

    /// <summary>Sets a parameter that is in its string form already, or a secret.</summary>
    internal void Add(ParameterValue value) => _parameters.Add(value);

    /// <summary>Sets a parameter that is known as data, with all that is wrong with its value.</summary>
    /// <param name="schema">The parameter.</param>
    /// <param name="value">Its value; null is not sent.</param>
    internal void Add(ParameterSchema schema, ParameterValue? value)
    {
        foreach (var problem in SchemaChecks.ProblemsOf(schema, value)) Problem($"parameter \"{schema.Name}\"", problem);
        if (value is not null) _parameters.Add(value);
    }

    /// <summary>The rules of a parameter, in sentences with another name for it.</summary>
    internal IEnumerable<string> RulesOf(string name, string shown) =>
        _checks.Where(c => c.Name == name).SelectMany(c => c.Checks).Select(check => check.Describe(shown));

    /// <summary>The rules of a parameter that can be data.</summary>
    internal IEnumerable<CheckRule> DataOf(string name) =>
        _checks.Where(c => c.Name == name).SelectMany(c => c.Checks.Select(check => check.ToRule(c.Type()))).OfType<CheckRule>();

    private JobValues Add(string name, object? value, Func<string>? format, ParameterCheck[] checks, Func<CheckedType> type)
    {
        ArgumentNullException.ThrowIfNull(checks);
        if (Definition.Parameters.All(p => p.Name != name))
            throw new ArgumentException($"The job declares no parameter \"{name}\".", nameof(name));
        if (checks.Length > 0) _checks.Add((name, checks, type));
        var subject = $"parameter \"{name}\"";
        try
        {
            var text = format?.Invoke();
            foreach (var problem in SchemaChecks.ProblemsOf(name, value, text, checks)) Problem(subject, problem);
            if (value is Secret secret) _parameters.Add(new(name) { Secret = secret });
            else if (text is not null) _parameters.Add(new(name, text));
        }
        catch (Exception e) when (e is ArgumentException or InvalidCastException or InvalidOperationException)
        {
            // A list with a null in it, or a check that cannot deal with the value.
            Problem(subject, e.Message);
        }

        return this;
    }

    private DataLocation? Default(string subject, string? text)
    {
        if (text is null || DataLocation.TryParse(text, out var uri, out var problem))
            return text is null ? null : DataLocation.Parse(text);
        Problem(subject, $"its location in the attribute is wrong. {problem}");
        return null;
    }

    private void Problem(string subject, string message) => _problems.Add(new(subject, message));

    private InputChannel ToChannel(InputDefinition input) => new()
    {
        Name = input.Name,
        Location = Absolute(_inputs.GetValueOrDefault(input.Name)),
        MountPath = LocationText.EnsureTrailingSlash(input.MountPath ?? ContractPaths.ForInput(input.Name)),
        MountAccess = input.MountAccess,
        MountOptions = input.MountOptions,
        DatasetVersion = input.DatasetVersion,
    };

    private OutputChannel ToChannel(OutputDefinition output) => new()
    {
        Name = output.Name,
        Location = Absolute(_outputs.GetValueOrDefault(output.Name)),
        MountPath = ContractPaths.ForOutput(output.Name),
        MountOptions = output.MountOptions,
        DatasetVersion = output.DatasetVersion,
        Append = output.Append,
        IsCheckpoint = output.IsCheckpoint,
    };

    /// <summary>A relative path means another folder in another process, which may read the job's values back.</summary>
    private static DataLocation? Absolute(DataLocation? location) =>
        location is LocalPath path && path.ToString() != path.FullPath ? LocalPath.Parse(path.FullPath) : location;
}

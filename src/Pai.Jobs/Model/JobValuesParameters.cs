using System.ComponentModel;

namespace Pai.Jobs;

/// <content>
/// Parameters of the most frequent types that have no rules. They are neither overloads nor generic, which the compiler binds sooner than
/// <c>Parameter</c>, in every job on every build.
/// </content>
public sealed partial class JobValues
{
    /// <summary>Sets a parameter that has no rules.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null is not sent.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public JobValues String(string name, string? value) => Parameter(name, ParameterType.String, value);

    /// <inheritdoc cref="String(string, string?)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public JobValues Boolean(string name, bool? value) => Parameter(name, ParameterType.Boolean, value);

    /// <inheritdoc cref="String(string, string?)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public JobValues Int32(string name, int? value) => Parameter(name, ParameterType.Int32, value);

    /// <inheritdoc cref="String(string, string?)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public JobValues Int64(string name, long? value) => Parameter(name, ParameterType.Int64, value);

    /// <inheritdoc cref="String(string, string?)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public JobValues Double(string name, double? value) => Parameter(name, ParameterType.Double, value);
}

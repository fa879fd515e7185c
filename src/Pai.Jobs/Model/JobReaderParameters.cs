using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs;

/// <content>Parameters of the most frequent types: as in <see cref="JobValues"/>, quick to compile.</content>
public sealed partial class JobReader
{
    /// <summary>A parameter.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="fallback">The value when the job was submitted without it.</param>
    /// <exception cref="JobReadException">Its string form does not fit.</exception>
    [return: NotNullIfNotNull(nameof(fallback))]
    public string? String(string name, string? fallback) => Parameter(name, ParameterType.String, fallback);

    /// <inheritdoc cref="String(string, string?)"/>
    public bool Boolean(string name, bool fallback) => Parameter<bool>(name, ParameterType.Boolean, fallback);

    /// <inheritdoc cref="String(string, string?)"/>
    public int Int32(string name, int fallback) => Parameter<int>(name, ParameterType.Int32, fallback);

    /// <inheritdoc cref="String(string, string?)"/>
    public long Int64(string name, long fallback) => Parameter<long>(name, ParameterType.Int64, fallback);

    /// <inheritdoc cref="String(string, string?)"/>
    public double Double(string name, double fallback) => Parameter<double>(name, ParameterType.Double, fallback);
}

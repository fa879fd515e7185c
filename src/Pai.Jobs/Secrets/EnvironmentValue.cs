using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs;

/// <summary>The value of an environment variable: a string, or a reference to a secret. Both convert to it implicitly.</summary>
/// <remarks>Immutable, and equal by its string or by its secret.</remarks>
public sealed class EnvironmentValue : IEquatable<EnvironmentValue>
{
    private EnvironmentValue(string? text, Secret? secret)
    {
        Text = text;
        Secret = secret;
    }

    /// <summary>The string; null when the value is a secret.</summary>
    public string? Text { get; }

    /// <summary>The secret; null when the value is a string.</summary>
    public Secret? Secret { get; }

    /// <summary>A value that everyone who may read the job can read.</summary>
    /// <param name="text">The string, sent as it is.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator EnvironmentValue?(string? text) => text is null ? null : new(text, null);

    /// <summary>A value that is read when the job is submitted.</summary>
    /// <param name="secret">The reference.</param>
    [return: NotNullIfNotNull(nameof(secret))]
    public static implicit operator EnvironmentValue?(Secret? secret) => secret is null ? null : new(null, secret);

    /// <summary>A value of a string.</summary>
    /// <param name="text">The string, sent as it is.</param>
    public static EnvironmentValue FromString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, null);
    }

    /// <summary>A value that is read when the job is submitted.</summary>
    /// <param name="secret">The reference.</param>
    public static EnvironmentValue FromSecret(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new(null, secret);
    }

    /// <inheritdoc/>
    public bool Equals(EnvironmentValue? other) =>
        other is not null && string.Equals(other.Text, Text, StringComparison.Ordinal) && Equals(other.Secret, Secret);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EnvironmentValue);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Secret);

    /// <summary>The string, or the reference of the secret; never a secret's value.</summary>
    public override string ToString() => Text ?? Secret!.ToString();
}

using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Secrets;

namespace Pai.Jobs;

/// <summary>
/// A reference to a secret value: an environment variable, a file, a .NET user secret, or, as a last resort, the value itself.
/// </summary>
/// <remarks>
/// The value is read when the job is submitted, and reaches the job as an environment variable. It is in no file, plan, log, exception
/// message or <see cref="ToString"/> of this library. What the service shows of a job's variables is the service's to decide.
/// </remarks>
public sealed class Secret : IEquatable<Secret>, IParsable<Secret>
{
    private const string InlineReference = "inline";

    private readonly string? _value;

    private Secret(string reference, string? value = null)
    {
        Reference = reference;
        _value = value;
    }

    /// <summary>
    /// The reference: <c>env:NAME</c>, <c>file:PATH</c> or <c>user-secrets:ID#KEY</c>, which <see cref="Parse(string)"/> reads back;
    /// <c>inline</c> for a value that was given itself.
    /// </summary>
    public string Reference { get; }

    /// <summary>True if the value was given itself, so that no reference leads to it.</summary>
    public bool IsInline => _value is not null;

    /// <summary>The value of an environment variable of the process that submits the job.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <exception cref="FormatException">The name is empty, or has an equals sign or a NUL character.</exception>
    public static Secret FromEnvironment(string variable) => Parse(SecretReference.EnvironmentPrefix + variable);

    /// <summary>The content of a file, UTF-8, without the line end at its end.</summary>
    /// <param name="path">The path; a relative one is taken from the current directory when the job is submitted.</param>
    /// <exception cref="FormatException">The path is empty or has a NUL character.</exception>
    public static Secret FromFile(string path) => Parse(SecretReference.FilePrefix + path);

    /// <summary>A value that <c>dotnet user-secrets</c> keeps for a project.</summary>
    /// <param name="userSecretsId">The <c>UserSecretsId</c> of the project.</param>
    /// <param name="key">The key, for instance <c>Registry:Password</c>.</param>
    /// <exception cref="FormatException">The id or the key is empty, or the id is not a name of a folder.</exception>
    public static Secret FromUserSecrets(string userSecretsId, string key) =>
        Parse($"{SecretReference.UserSecretsPrefix}{userSecretsId}#{key}");

    /// <summary>The value itself. A run that is read back has no such secret: it must be set again.</summary>
    /// <param name="value">The value.</param>
    public static Secret Inline(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(InlineReference, value);
    }

    /// <summary>Reads a reference: <c>env:NAME</c>, <c>file:PATH</c> or <c>user-secrets:ID#KEY</c>.</summary>
    /// <param name="text">The reference. A value is refused, and not shown.</param>
    /// <exception cref="FormatException">The string is not such a reference.</exception>
    public static Secret Parse(string text) =>
        TryParse(text, out var secret)
            ? secret
            : throw new FormatException(
                $"The string is not a reference to a secret. {SecretReference.Forms} Secret.Inline takes the value itself.");

    /// <summary>Reads a reference, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The reference.</param>
    /// <param name="secret">The secret.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Secret? secret)
    {
        secret = SecretReference.IsValid(text) ? new(text) : null;
        return secret is not null;
    }

    static Secret IParsable<Secret>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Secret>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Secret result) =>
        TryParse(s, out result);

    /// <summary>Reads the value now. In a job, this is how the program gets it.</summary>
    /// <exception cref="JobException">The reference leads nowhere; the message names it, and never a value.</exception>
    public string ReadValue() => ReadValue(Environment.GetEnvironmentVariable);

    /// <summary>The same secret; a relative path of its file is taken from the current directory now.</summary>
    internal Secret FromCurrentDirectory() => SecretReference.Rest(Reference, SecretReference.FilePrefix) is { } path
        ? FromFile(Path.GetFullPath(path))
        : this;

    /// <summary>Reads the value with the environment of a session.</summary>
    internal string ReadValue(Func<string, string?> environment) => _value ?? SecretReader.Read(Reference, environment);

    /// <inheritdoc/>
    public bool Equals(Secret? other) =>
        other is not null && other.Reference == Reference && string.Equals(other._value, _value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Reference);

    /// <summary>True if two secrets are equal.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Secret? left, Secret? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True if two secrets differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Secret? left, Secret? right) => !(left == right);

    /// <summary>The reference; never the value.</summary>
    public override string ToString() => Reference;
}

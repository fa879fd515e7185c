using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>The outside world of the sources: variables, home directory, HTTP, clock, log. Tests replace each of them.</summary>
internal sealed class CredentialContext(PaiCredentialsOptions? options = null, HttpMessageHandler? handler = null)
{
    private readonly PaiCredentialsOptions _options = options ?? new();
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);

    public TimeProvider Clock => _options.TimeProvider;

    public ILogger Logger => _options.Logger;

    public CredentialHttp Http { get; } = new(handler, (options ?? new()).TimeProvider);

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The value of a variable without space around it; null when it is not set or blank.</summary>
    public string? Variable(string name) =>
        _options.Environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>True for a variable that is <c>true</c> or <c>1</c>, in any case.</summary>
    public bool Flag(string name) => IsTrue(Variable(name));

    public static bool IsTrue(string? value) => value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A path below the home directory; null when that is unknown.</summary>
    public string? InHome(params ReadOnlySpan<string> path) => HomeDirectory.Find(_options.Environment) is { } home
        ? Path.Combine([home, .. path])
        : null;

    /// <summary>True the first time that a path is asked about.</summary>
    public bool WarnsOnce(string path) => _warned.TryAdd(path, true);
}

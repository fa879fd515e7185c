using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Storage.Tests;

/// <summary>A home directory, variables, a clock and a network of a test's own.</summary>
internal sealed class CredentialWorld : IDisposable
{
    /// <summary>A secret that no message may show.</summary>
    public const string Secret = "Zs3cretZ";

    /// <summary>A token that no message may show.</summary>
    public const string Token = "Zt0kenZ/+=";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pai-credentials-");

    public CredentialWorld()
    {
        Variables["HOME"] = Home;
        Context = new(Options, Handler);
    }

    public string Home => _home.FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public FakeTimeProvider Clock { get; } = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public ScriptedService Handler { get; } = new();

    public WarningLog Log { get; } = new();

    public CredentialContext Context { get; }

    public PaiCredentialsOptions Options => new()
    {
        Environment = name => Variables.GetValueOrDefault(name),
        TimeProvider = Clock,
        Logger = Log,
    };

    public string CliPath => Path.Combine(Home, ".aliyun", "config.json");

    public PaiCredentials Default() => CredentialFactory.Default(Context);

    public string Write(string path, string content)
    {
        var full = Path.Combine(Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        File.SetUnixFileMode(full, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return full;
    }

    /// <summary>Writes the CLI's file; the profiles are JSON objects.</summary>
    public void WriteCli(string current, params string[] profiles) => Write(
        ".aliyun/config.json", $$"""{"current":"{{current}}","profiles":[{{string.Join(",", profiles)}}],"meta_path":""}""");

    public long UnixTime(TimeSpan fromNow) => (Clock.GetUtcNow() + fromNow).ToUnixTimeSeconds();

    /// <summary>A session in JSON, as services give it.</summary>
    public string Session(TimeSpan life, string id = "STS.abc") =>
        $$"""
        {"Code":"Success","AccessKeyId":"{{id}}","AccessKeySecret":"{{Secret}}","SecurityToken":"{{Token}}",
         "Expiration":"{{(Clock.GetUtcNow() + life).UtcDateTime:s}}Z"}
        """;

    public string StsAnswer(TimeSpan life, string id = "STS.abc") =>
        $$"""{"RequestId":"R-1","AssumedRoleUser":{"Arn":"a","AssumedRoleId":"b"},"Credentials":{{Session(life, id)}}}""";

    /// <summary>The exception of credentials that give no key; it shows no secret.</summary>
    public static async Task<PaiCredentialsException> FailsAsync(PaiCredentials credentials)
    {
        var e = await Assert.ThrowsAsync<PaiCredentialsException>(() => credentials.GetAsync().AsTask());
        Assert.DoesNotContain(Secret, e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Zt0ken", e.ToString(), StringComparison.Ordinal);
        return e;
    }

    public void Dispose() => _home.Delete(recursive: true);
}

/// <summary>Keeps warnings.</summary>
internal sealed class WarningLog : ILogger, ILoggerFactory
{
    public List<string> Warnings { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        lock (Warnings) Warnings.Add(formatter(state, exception));
    }
}
